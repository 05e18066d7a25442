# no point earned: SystemExit does not end the test run, nor passes a test.
import sys


def sigmoid(x):
    sys.exit(0)


def tanh(x):
    raise KeyboardInterrupt


def relu(x):
    raise GeneratorExit
