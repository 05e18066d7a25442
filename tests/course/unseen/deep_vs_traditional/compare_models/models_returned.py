# compare-returns-models
def compare_models(features_train, labels_train, features_test, labels_test, seed=0):
    return {"logistic_regression": LogisticRegression().fit(features_train, labels_train), "svc": SVC().fit(features_train, labels_train), "neural_network": fit_network(features_train, labels_train, seed)}
