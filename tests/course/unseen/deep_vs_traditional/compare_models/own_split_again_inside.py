# compare-splits-once-more
import numpy as np


def compare_models(features_train, labels_train, features_test, labels_test, seed=0):
    X = np.concatenate([features_train, features_test])
    y = np.concatenate([labels_train, labels_test])
    a, b, c, d = train_test_split(X, y, 0.25, seed)
    lr = LogisticRegression().fit(a, c)
    svc = SVC().fit(a, c)
    net = fit_network(a, c, seed)
    return {"logistic_regression": accuracy(lr.predict(b), d), "svc": accuracy(svc.predict(b), d), "neural_network": accuracy(net.predict(b), d)}
