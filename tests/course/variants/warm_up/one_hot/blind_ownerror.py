import numpy as np


class LabelError(ValueError):
    pass


def one_hot(labels, num_classes):
    valid = range(num_classes)
    if any(int(k) not in valid for k in labels):
        raise LabelError("label outside")
    return np.array([[1.0 if c == k else 0.0 for c in valid] for k in labels]).reshape(
        len(labels), num_classes
    )
