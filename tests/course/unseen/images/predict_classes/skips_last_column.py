# predict-skips-the-last-class
import numpy as np


def predict_classes(probabilities):
    out = []
    for row in probabilities:
        best = 0
        for j in range(len(row) - 1):
            if row[j] > row[best]:
                best = j
        out.append(best)
    return np.array(out)
