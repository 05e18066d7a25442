import numpy as np


def predict_classes(probabilities):
    classes = np.zeros(len(probabilities))
    for i, row in enumerate(probabilities):
        classes[i] = np.argmax(row)
    return classes
