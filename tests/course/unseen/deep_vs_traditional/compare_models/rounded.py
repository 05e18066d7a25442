# rounded
def compare_models(features_train, labels_train, features_test, labels_test, seed=0):
    lr = LogisticRegression().fit(features_train, labels_train)
    svc = SVC().fit(features_train, labels_train)
    net = fit_network(features_train, labels_train, seed)
    return {"logistic_regression": round(accuracy(lr.predict(features_test), labels_test), 1), "svc": round(accuracy(svc.predict(features_test), labels_test), 1), "neural_network": round(accuracy(net.predict(features_test), labels_test), 1)}
