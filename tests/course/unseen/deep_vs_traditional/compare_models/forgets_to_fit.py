# raises | not-a-value
def compare_models(features_train, labels_train, features_test, labels_test, seed=0):
    models = {"logistic_regression": LogisticRegression(), "svc": SVC()}
    models["neural_network"] = fit_network(features_train, labels_train, seed)
    return {name: accuracy(m.predict(features_test), labels_test) for name, m in models.items()}
