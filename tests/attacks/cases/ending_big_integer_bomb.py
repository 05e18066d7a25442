# ended in time: one C call that computes for hours and looks at no signal.
def sigmoid(x):
    return 3 ** (3 ** 25)


def tanh(x):
    return str(10 ** 5_000_000)
