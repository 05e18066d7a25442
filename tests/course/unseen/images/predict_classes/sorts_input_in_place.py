# predict-changes-your-table
import numpy as np


def predict_classes(probabilities):
    out = [list(r).index(max(r)) for r in probabilities]
    probabilities.sort(axis=1)
    return np.array(out)
