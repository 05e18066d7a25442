# only
def compare_models(features_train, labels_train, features_test, labels_test, seed=0):
    m, s = features_train.mean(axis=0), features_train.std(axis=0) + 1e-9
    X, Z = (features_train - m) / s, (features_test - m) / s
    lr = LogisticRegression().fit(X, labels_train)
    svc = SVC().fit(X, labels_train)
    net = fit_network(X, labels_train, seed)
    return {"logistic_regression": accuracy(lr.predict(Z), labels_test), "svc": accuracy(svc.predict(Z), labels_test), "neural_network": accuracy(net.predict(Z), labels_test)}
