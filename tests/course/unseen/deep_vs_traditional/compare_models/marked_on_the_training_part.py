# compare-scores-on-training-data
def compare_models(features_train, labels_train, features_test, labels_test, seed=0):
    lr = LogisticRegression().fit(features_train, labels_train)
    svc = SVC().fit(features_train, labels_train)
    net = fit_network(features_train, labels_train, seed)
    return {"logistic_regression": accuracy(lr.predict(features_train), labels_train), "svc": accuracy(svc.predict(features_train), labels_train), "neural_network": accuracy(net.predict(features_train), labels_train)}
