import numpy as np


class T:
    name = "tanh"

    def __call__(self, x):
        p, n = np.exp(x), np.exp(np.negative(x))
        return (p - n) / (p + n)


tanh = T()
