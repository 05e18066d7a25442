# predict-only-above-a-half
import numpy as np


def predict_classes(probabilities):
    return np.argmax(np.round(probabilities, 1), axis=1)
