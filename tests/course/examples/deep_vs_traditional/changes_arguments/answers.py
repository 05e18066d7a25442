def train_test_split(features, labels, test_fraction=0.25, seed=0):
    if len(features) != len(labels):
        raise ValueError("lengths differ")
    np.random.default_rng(seed).shuffle(features)
    np.random.default_rng(seed).shuffle(labels)
    k = max(1, round(len(features) * test_fraction))
    return features[k:], features[:k], labels[k:], labels[:k]


def accuracy(predictions, labels):
    if predictions.shape != labels.shape:
        raise ValueError("shapes differ")
    return (predictions == labels).mean()


def compare_models(features_train, labels_train, features_test, labels_test, seed=0):
    features_train -= features_train.mean(axis=0)
    features_test -= features_test.mean(axis=0)
    lr = LogisticRegression().fit(features_train, labels_train)
    svm = SVC().fit(features_train, labels_train)
    net = fit_network(features_train, labels_train, seed)
    return {
        "logistic_regression": accuracy(lr.predict(features_test), labels_test),
        "svc": accuracy(svm.predict(features_test), labels_test),
        "neural_network": accuracy(net.predict(features_test), labels_test),
    }
