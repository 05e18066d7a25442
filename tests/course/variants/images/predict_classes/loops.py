import numpy as np


def predict_classes(probabilities):
    result = []
    for row in probabilities:
        best = 0
        for j in range(len(row)):
            if row[j] > row[best]:
                best = j
        result.append(best)
    return np.array(result)
