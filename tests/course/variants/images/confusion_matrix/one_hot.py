import numpy as np


def confusion_matrix(labels, predictions, num_classes):
    if len(predictions) - len(labels):
        raise ValueError("different")
    eye = np.eye(num_classes, dtype=int)
    return eye[labels].T @ eye[predictions]
