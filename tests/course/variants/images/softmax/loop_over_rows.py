import numpy as np


def softmax(scores):
    rows = []
    for row in scores:
        powers = np.exp(row - row.max())
        rows.append(powers / powers.sum())
    return np.array(rows)
