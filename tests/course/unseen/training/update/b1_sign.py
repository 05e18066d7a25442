# update-one-direction
import numpy as np


def update(net, gradients, learning_rate):
    for k in gradients:
        setattr(net, k, getattr(net, k) - learning_rate * np.sign(gradients[k]))
