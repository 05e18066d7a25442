# predict-at-a-half
import numpy as np


def predict_classes(probabilities):
    return np.where(probabilities >= 0.5, 1, 0)
