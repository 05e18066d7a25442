# compare-svc-for-two | compare-names-exchanged | only
def compare_models(features_train, labels_train, features_test, labels_test, seed=0):
    models = {
        "logistic_regression": SVC().fit(features_train, labels_train),
        "svc": SVC().fit(features_train, labels_train),
        "neural_network": fit_network(features_train, labels_train, seed),
    }
    return {name: accuracy(m.predict(features_test), labels_test) for name, m in models.items()}
