# ended in time: a namespace whose builtins are gone.
__builtins__ = {}
globals()["__builtins__"] = None
__name__ = "pytest"


def sigmoid(x):
    return len(x)
