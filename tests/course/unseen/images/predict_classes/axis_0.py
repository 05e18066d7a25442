# predict-down-the-columns
import numpy as np


def predict_classes(probabilities):
    return np.argmax(probabilities, axis=0)
