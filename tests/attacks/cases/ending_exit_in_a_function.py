# no point earned: a process that ends in the middle of a test has not passed it.
import os


def sigmoid(x):
    os._exit(0)


def relu(x):
    return np.maximum(x, 0)
