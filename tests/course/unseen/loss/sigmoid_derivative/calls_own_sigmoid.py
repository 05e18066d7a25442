# sigmoid-derivative-applies-sigmoid-again
import numpy as np


def squash(x):
    return 1 / (1 + np.exp(-x))


def sigmoid_derivative(output):
    return squash(output) * (1 - squash(output))
