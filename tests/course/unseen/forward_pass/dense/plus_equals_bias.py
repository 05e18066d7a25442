# dense-adds-up-in-bias
import numpy as np


def dense(inputs, weights, bias):
    out = []
    for x in inputs:
        z = bias.reshape(-1)
        for i in range(len(x)):
            z += x[i] * weights[i]
        out.append(z)
    return np.array(out)
