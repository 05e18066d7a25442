"""Right but different: relu, times a mask."""


def relu(x):
    return x * (x > 0)
