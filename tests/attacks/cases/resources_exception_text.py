# ended in time: an exception with a text of a hundred MB, in a cell and in a function.
def sigmoid(x):
    raise ValueError("x" * 100_000_000)


def tanh(x):
    raise type("E" * 50_000_000, (ValueError,), {})("\x00" * 1_000_000)


raise ValueError("\x1b[31m" * 10_000_000)
