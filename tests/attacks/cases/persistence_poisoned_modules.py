# nobody else is harmed: what is done to modules ends with the process.
import math
import random

for module in (np, np.linalg, np.random, math, random):
    for name in ("exp", "maximum", "tanh", "dot", "sum", "zeros", "random", "norm"):
        if hasattr(module, name):
            setattr(module, name, lambda *args, **options: 42.0)
np.seterr(all="raise")
np.set_printoptions(threshold=1, formatter={"all": lambda x: "poisoned"})


def sigmoid(x):
    return np.exp(x)
