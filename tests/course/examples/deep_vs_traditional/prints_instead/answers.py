def train_test_split(features, labels, test_fraction=0.25, seed=0):
    rng = np.random.default_rng(seed)
    order = rng.permutation(len(features))
    print(order)


def accuracy(predictions, labels):
    print((predictions == labels).mean())


def compare_models(features_train, labels_train, features_test, labels_test, seed=0):
    print(LogisticRegression().fit(features_train, labels_train).score(features_test, labels_test))
