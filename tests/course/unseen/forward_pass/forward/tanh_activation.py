# forward-tanh-instead | wrong | only | all-but
import numpy as np


def forward(inputs, layers):
    a = inputs
    for w, b in layers:
        a = np.tanh(dense(a, w, b))
    return a
