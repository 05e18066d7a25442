import numpy as np


def confusion_matrix(labels, predictions, num_classes):
    if np.size(labels) != np.size(predictions):
        raise ValueError("different numbers of labels and predictions")
    return np.array(
        [[np.sum((labels == t) & (predictions == p)) for p in range(num_classes)] for t in range(num_classes)]
    )
