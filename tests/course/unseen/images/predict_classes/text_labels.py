# text
import numpy as np


def predict_classes(probabilities):
    return np.array([str(i) for i in np.argmax(probabilities, axis=1)])
