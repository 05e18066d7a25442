import numpy as np


def predict_classes(probabilities):
    return np.argsort(-probabilities, axis=1, kind="stable")[:, 0]
