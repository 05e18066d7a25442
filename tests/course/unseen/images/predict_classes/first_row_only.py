# shape
import numpy as np


def predict_classes(probabilities):
    return np.argmax(probabilities[0])
