import numpy as np


class Acts:
    @staticmethod
    def s(x):
        t = np.exp(-x)
        t = t + 1
        return t**-1


sigmoid = Acts.s
