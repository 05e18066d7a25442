# predict-marks-the-place
import numpy as np


def predict_classes(probabilities):
    return np.eye(probabilities.shape[1], dtype=int)[np.argmax(probabilities, axis=1)]
