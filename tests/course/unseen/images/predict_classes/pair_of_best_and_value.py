# count
import numpy as np


def predict_classes(probabilities):
    return np.argmax(probabilities, axis=1), np.max(probabilities, axis=1)
