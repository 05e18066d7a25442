# text | wrong | compare-returns-predictions | all-but
def compare_models(features_train, labels_train, features_test, labels_test, seed=0):
    models = {
        "logistic_regression": LogisticRegression().fit(features_train, labels_train),
        "svc": SVC().fit(features_train, labels_train),
        "neural_network": fit_network(features_train, labels_train, seed),
    }
    return {name: f"{accuracy(m.predict(features_test), labels_test):.2%}" for name, m in models.items()}
