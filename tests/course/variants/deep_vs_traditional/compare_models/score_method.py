def compare_models(features_train, labels_train, features_test, labels_test, seed=0):
    net = fit_network(features_train, labels_train, seed)
    return dict(
        logistic_regression=LogisticRegression().fit(features_train, labels_train).score(features_test, labels_test),
        svc=SVC().fit(features_train, labels_train).score(features_test, labels_test),
        neural_network=(net.predict(features_test) == labels_test).mean(),
    )
