import numpy as np


def predict_classes(probabilities):
    return np.array([row.index(max(row)) for row in probabilities.tolist()], dtype=np.int32)
