# compare-ignores-the-seed | only
def compare_models(features_train, labels_train, features_test, labels_test, seed=0):
    lr = LogisticRegression().fit(features_train, labels_train)
    svc = SVC().fit(features_train, labels_train)
    net = fit_network(features_train, labels_train, 42)
    return {
        "logistic_regression": lr.score(features_test, labels_test),
        "svc": svc.score(features_test, labels_test),
        "neural_network": accuracy(net.predict(features_test), labels_test),
    }
