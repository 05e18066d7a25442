# predict-the-last-of-equals
import numpy as np


def predict_classes(probabilities):
    return probabilities.shape[1] - 1 - np.argmax(probabilities[:, ::-1], axis=1)
