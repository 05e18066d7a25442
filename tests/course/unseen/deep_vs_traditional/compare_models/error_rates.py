# compare-counts-errors
def compare_models(features_train, labels_train, features_test, labels_test, seed=0):
    lr = LogisticRegression().fit(features_train, labels_train)
    svc = SVC().fit(features_train, labels_train)
    net = fit_network(features_train, labels_train, seed)
    return {"logistic_regression": 1 - accuracy(lr.predict(features_test), labels_test), "svc": 1 - accuracy(svc.predict(features_test), labels_test), "neural_network": 1 - accuracy(net.predict(features_test), labels_test)}
