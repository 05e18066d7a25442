# compare-network-scored-twice
def compare_models(features_train, labels_train, features_test, labels_test, seed=0):
    for model in (LogisticRegression(), SVC()):
        model.fit(features_train, labels_train)
    model = fit_network(features_train, labels_train, seed)
    names = ["logistic_regression", "svc", "neural_network"]
    return {name: accuracy(model.predict(features_test), labels_test) for name in names}
