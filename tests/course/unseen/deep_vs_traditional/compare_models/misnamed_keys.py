# compare-other-names
def compare_models(features_train, labels_train, features_test, labels_test, seed=0):
    lr = LogisticRegression().fit(features_train, labels_train)
    svc = SVC().fit(features_train, labels_train)
    net = fit_network(features_train, labels_train, seed)
    return {"LogisticRegression": accuracy(lr.predict(features_test), labels_test), "SVC": accuracy(svc.predict(features_test), labels_test), "network": accuracy(net.predict(features_test), labels_test)}
