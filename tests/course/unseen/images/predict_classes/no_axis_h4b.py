# predict-whole-table
import numpy as np


def predict_classes(probabilities):
    return np.argmax(probabilities)
