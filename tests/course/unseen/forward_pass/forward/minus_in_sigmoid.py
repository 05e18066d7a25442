# forward-mirrored | wrong | all-but
import numpy as np


def forward(inputs, layers):
    a = inputs
    for w, b in layers:
        a = 1 / (1 + np.exp(a @ w + b))
    return a
