import numpy as np


def accuracy(predictions, labels):
    try:
        np.testing.assert_equal(predictions.shape, labels.shape)
    except AssertionError:
        raise ValueError("shapes differ") from None
    return np.average((predictions == labels).astype(np.float64))
