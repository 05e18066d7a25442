# compare-percent
def compare_models(features_train, labels_train, features_test, labels_test, seed=0):
    lr = LogisticRegression().fit(features_train, labels_train)
    svc = SVC().fit(features_train, labels_train)
    net = fit_network(features_train, labels_train, seed)
    return {"logistic_regression": 100 * accuracy(lr.predict(features_test), labels_test), "svc": 100 * accuracy(svc.predict(features_test), labels_test), "neural_network": 100 * accuracy(net.predict(features_test), labels_test)}
