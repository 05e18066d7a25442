# compare-ignores-the-seed
def compare_models(features_train, labels_train, features_test, labels_test, seed=0):
    lr = LogisticRegression().fit(features_train, labels_train)
    svc = SVC().fit(features_train, labels_train)
    net = fit_network(features_train, labels_train, 0)
    return {"logistic_regression": accuracy(lr.predict(features_test), labels_test), "svc": accuracy(svc.predict(features_test), labels_test), "neural_network": accuracy(net.predict(features_test), labels_test)}
