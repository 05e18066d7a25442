# split-not-shuffled
def train_test_split(features, labels, test_fraction=0.25, seed=0):
    n = len(features)
    if n != len(labels):
        raise ValueError("lengths")
    cut = n - max(1, round(n * test_fraction))
    return features[:cut], features[cut:], labels[:cut], labels[cut:]
