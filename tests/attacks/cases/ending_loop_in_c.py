# ended in time: a loop inside C that holds the interpreter's lock.
import itertools


def sigmoid(x):
    return sum(itertools.repeat(0))


def tanh(x):
    return all(itertools.repeat(True))


def relu(x):
    return max(iter(int, 1))
