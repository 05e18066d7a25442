import numpy as np


def predict_classes(probabilities):
    return np.array([list(row).index(max(row)) for row in probabilities])
