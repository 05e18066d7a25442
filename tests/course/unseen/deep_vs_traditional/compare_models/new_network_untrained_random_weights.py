# compare-untrained-network
import numpy as np


def compare_models(features_train, labels_train, features_test, labels_test, seed=0):
    lr = LogisticRegression().fit(features_train, labels_train)
    svc = SVC().fit(features_train, labels_train)
    rng = np.random.default_rng(seed)
    net = TrainedNetwork(rng.standard_normal((features_train.shape[1], 8)), np.zeros((1, 8)), rng.standard_normal((8, 1)), np.zeros((1, 1)))
    return {"logistic_regression": accuracy(lr.predict(features_test), labels_test), "svc": accuracy(svc.predict(features_test), labels_test), "neural_network": accuracy(net.predict(features_test), labels_test)}
