# compare-other-names | raises | not-a-value
def compare_models(features_train, labels_train, features_test, labels_test, seed=0):
    lr = LogisticRegression().fit(features_train, labels_train)
    svc = SVC().fit(features_train, labels_train)
    net = fit_network(features_train, labels_train, seed)
    return {
        "Logistic Regression": lr.score(features_test, labels_test),
        "SVC": svc.score(features_test, labels_test),
        "Neural Network": accuracy(net.predict(features_test), labels_test),
    }
