# predict-the-last-of-equals
import numpy as np


def predict_classes(probabilities):
    return np.argsort(probabilities, axis=1)[:, -1]
