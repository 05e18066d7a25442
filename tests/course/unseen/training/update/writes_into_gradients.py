# update-changes-gradients
import numpy as np


def update(net, gradients, learning_rate):
    for name in gradients:
        np.multiply(gradients[name], learning_rate, out=gradients[name])
        setattr(net, name, getattr(net, name) - gradients[name])
