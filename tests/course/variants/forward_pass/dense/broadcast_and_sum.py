import numpy as np


def dense(x, w, b):
    products = x[:, :, None] * w[None, :, :]
    result = products.sum(axis=1)
    result += b
    return result
