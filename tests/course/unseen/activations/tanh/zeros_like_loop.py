# tanh-integer-buffer
import numpy as np


def tanh(x):
    if np.ndim(x) == 0:
        return int(np.tanh(x)) if isinstance(x, int) else np.tanh(x)
    out = np.zeros_like(x)
    flat = out.reshape(-1)
    for i, v in enumerate(np.ravel(x)):
        flat[i] = np.tanh(v)
    return out
