# no point earned: a function that looks for signs of a test and behaves only then.
import inspect
import os
import sys


def tested():
    names = [frame.function for frame in inspect.stack()]
    return "pytest" in sys.modules or "PYTEST_CURRENT_TEST" in os.environ or any(name.startswith("test_") for name in names)


def sigmoid(x):
    if tested():
        raise RuntimeError("BREACH: a test can be told")
    return x
