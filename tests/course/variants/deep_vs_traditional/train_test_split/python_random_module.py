import random


def train_test_split(features, labels, test_fraction=0.25, seed=0):
    if len(features) != len(labels):
        raise ValueError(f"{len(features)} features but {len(labels)} labels")
    numbers = list(range(len(labels)))
    random.Random(seed).shuffle(numbers)
    count = max(1, round(len(labels) * test_fraction))
    exam, practice = numbers[-count:], numbers[:-count]
    return features[practice], features[exam], labels[practice], labels[exam]
