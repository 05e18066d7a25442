# no point earned: standard output that is no text, and prints that are none.
import sys

program = sys.modules["program"]
program._Printed.text = lambda self: "\x1b[2J\u202e" * 10_000
program.PRINTED_LIMIT = 2**62


def sigmoid(x):
    print("x" * 1_000_000)
    return 0.5


def relu(x):
    program._Printed.text = lambda self: "\ud800" * 50
    return 0.5


def tanh(x):
    program._Printed.text = lambda self: None
    return 0.5
