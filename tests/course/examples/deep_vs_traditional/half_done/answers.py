def train_test_split(features, labels, test_fraction=0.25, seed=0):
    rng = np.random.default_rng(seed)
    if len(features) != len(labels):
        raise ValueError("lengths differ")
    order = rng.permutation(len(features))
    k = max(1, round(len(features) * test_fraction))
    return features[order[k:]], features[order[:k]], labels[order[k:]], labels[order[:k]]


def accuracy(predictions, labels):
    if predictions.shape != labels.shape:
        raise ValueError("shapes differ")
    return (predictions == labels).mean()
