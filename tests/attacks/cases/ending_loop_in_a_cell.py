# ended in time: a cell that never ends costs only itself.
while True:
    pass


def relu(x):
    return np.maximum(x, 0)
