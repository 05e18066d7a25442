# predict-the-second-largest
import numpy as np


def predict_classes(probabilities):
    return np.argsort(-probabilities, axis=1, kind="stable")[:, min(1, probabilities.shape[1] - 1)]
