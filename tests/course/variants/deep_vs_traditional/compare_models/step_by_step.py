def compare_models(features_train, labels_train, features_test, labels_test, seed=0):
    lr = LogisticRegression()
    lr.fit(features_train, labels_train)
    svc = SVC()
    svc.fit(features_train, labels_train)
    net = fit_network(features_train, labels_train, seed)
    scores = {}
    scores["logistic_regression"] = accuracy(lr.predict(features_test), labels_test)
    scores["svc"] = accuracy(svc.predict(features_test), labels_test)
    scores["neural_network"] = accuracy(net.predict(features_test), labels_test)
    return scores
