# predict-remembers-the-row-before
import numpy as np


def predict_classes(probabilities):
    out = []
    best = 0
    top = -1
    for row in probabilities:
        for j in range(len(row)):
            if row[j] > top:
                top = row[j]
                best = j
        out.append(best)
    return np.array(out)
