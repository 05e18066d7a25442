# only
def compare_models(features_train, labels_train, features_test, labels_test, seed=0):
    lr = LogisticRegression(C=0.001).fit(features_train, labels_train)
    svc = SVC(C=0.01).fit(features_train, labels_train)
    net = fit_network(features_train, labels_train, seed)
    return {"logistic_regression": accuracy(lr.predict(features_test), labels_test), "svc": accuracy(svc.predict(features_test), labels_test), "neural_network": accuracy(net.predict(features_test), labels_test)}
