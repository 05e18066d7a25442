import numpy as np


def confusion_matrix(labels, predictions, num_classes):
    try:
        pairs = list(zip(labels.tolist(), predictions.tolist(), strict=True))
    except ValueError:
        raise ValueError("unequal lengths")
    table = [[0] * num_classes for _ in range(num_classes)]
    for truth, guess in pairs:
        table[truth][guess] += 1
    return np.array(table)
