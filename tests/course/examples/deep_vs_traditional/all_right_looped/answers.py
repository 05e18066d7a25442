def train_test_split(features, labels, test_fraction=0.25, seed=0):
    if len(features) != len(labels):
        raise ValueError("not the same")
    rng = np.random.default_rng(seed)
    numbers = list(rng.permutation(len(labels)))
    many = max(1, round(len(labels) * test_fraction))
    test = numbers[:many]
    train = numbers[many:]
    return features[train], features[test], labels[train], labels[test]


def accuracy(predictions, labels):
    if predictions.shape != labels.shape:
        raise ValueError("not the same")
    right = 0
    for guess, label in zip(predictions.flatten(), labels.flatten()):
        if guess == label:
            right = right + 1
    return right / labels.size


def compare_models(features_train, labels_train, features_test, labels_test, seed=0):
    result = {}
    for name, model in [("logistic_regression", LogisticRegression()), ("svc", SVC())]:
        model.fit(features_train, labels_train)
        result[name] = accuracy(model.predict(features_test), labels_test)
    net = fit_network(features_train, labels_train, seed)
    result["neural_network"] = accuracy(net.predict(features_test), labels_test)
    return result
