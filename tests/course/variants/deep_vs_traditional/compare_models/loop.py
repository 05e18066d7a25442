import numpy as np


def compare_models(features_train, labels_train, features_test, labels_test, seed=0):
    models = {"logistic_regression": LogisticRegression(), "svc": SVC()}
    scores = {}
    for name, model in models.items():
        scores[name] = float(np.mean(model.fit(features_train, labels_train).predict(features_test) == labels_test))
    scores["neural_network"] = float(np.mean(fit_network(features_train, labels_train, seed).predict(features_test) == labels_test))
    return scores
