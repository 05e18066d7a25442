# predict-only-above-a-half
import numpy as np


def predict_classes(probabilities):
    out = []
    for row in probabilities:
        c = 0
        for j, p in enumerate(row):
            if p > 0.5:
                c = j
        out.append(c)
    return np.array(out)
