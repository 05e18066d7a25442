# ended in time: arrays larger than the machine.
def sigmoid(x):
    return np.ones(1 << 40)


def tanh(x):
    kept = []
    while True:
        kept.append(np.ones(1 << 20))


def relu(x):
    return np.ones((1 << 14, 1 << 14)) @ np.ones((1 << 14, 1 << 14))
