# no point earned: values off by little more than the tolerance.
def sigmoid(x):
    return 1 / (1 + np.exp(-x)) + 1e-4


def tanh(x):
    return np.tanh(x).astype(np.float16) if np.ndim(x) else float(np.float16(np.tanh(x)))
