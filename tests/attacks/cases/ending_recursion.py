# ended in time: recursion without end, with the limit taken away, stays in the worker.
import sys

sys.setrecursionlimit(2**31 - 1)


def sigmoid(x):
    return sigmoid(x)


def tanh(x):
    return eval("+" * 2_000_000 + "1")


def relu(x):
    thing = []
    for _ in range(3_000_000):
        thing = [thing]
    return repr(thing)
