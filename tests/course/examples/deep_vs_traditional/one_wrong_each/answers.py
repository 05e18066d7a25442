def train_test_split(features, labels, test_fraction=0.25, seed=0):
    k = round(len(features) * test_fraction)
    return features[k:], features[:k], labels[k:], labels[:k]


def accuracy(predictions, labels):
    return (predictions == labels).sum()


def compare_models(features_train, labels_train, features_test, labels_test, seed=0):
    lr = LogisticRegression().fit(features_train, labels_train)
    svm = SVC().fit(features_train, labels_train)
    net = fit_network(features_train, labels_train, seed)
    return {
        "logistic_regression": accuracy(lr.predict(features_train), labels_train),
        "svc": accuracy(svm.predict(features_train), labels_train),
        "neural_network": accuracy(net.predict(features_train), labels_train),
    }
