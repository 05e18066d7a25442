# ended in time: a regular expression that backtracks for ever in C.
import re


def sigmoid(x):
    return re.match(r"(a+)+$", "a" * 60 + "b")
