# ended in time: so little room on the stack that the worker itself fails.
import sys


def sigmoid(x):
    for limit in range(60, 5, -1):
        try:
            sys.setrecursionlimit(limit)
        except RecursionError:
            break
    return x


def tanh(x):
    import warnings

    warnings.simplefilter("error")
    np.seterr(all="raise")
    return x
