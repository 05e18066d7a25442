def compare_models(features_train, labels_train, features_test, labels_test, seed=0):
    a = LogisticRegression().fit(features_train, labels_train).score(features_test, labels_test)
    b = SVC().fit(features_train, labels_train).score(features_test, labels_test)
    c = accuracy(fit_network(features_train, labels_train, seed=seed).predict(features_test), labels_test)
    return dict(neural_network=c, svc=b, logistic_regression=a)
