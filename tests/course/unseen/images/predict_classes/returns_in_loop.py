# predict-first-picture-only
import numpy as np


def predict_classes(probabilities):
    out = []
    for row in probabilities:
        out.append(np.argmax(row))
        return np.array(out)
