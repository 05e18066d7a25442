# list
import numpy as np


def predict_classes(probabilities):
    return [int(np.argmax(r)) for r in probabilities]
