import numpy as np


def predict_classes(probabilities):
    largest = np.max(probabilities, axis=1, keepdims=True)
    return np.argmax(probabilities == largest, axis=1)
