# predict-changes-your-table
import numpy as np


def predict_classes(probabilities):
    for row in probabilities:
        row[row < row.max()] = 0
    return np.argmax(probabilities, axis=1)
