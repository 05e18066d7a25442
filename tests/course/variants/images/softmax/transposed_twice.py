import numpy as np


def softmax(scores):
    turned = scores.T - scores.max(axis=1)
    powers = np.exp(turned)
    return (powers / powers.sum(axis=0)).T
