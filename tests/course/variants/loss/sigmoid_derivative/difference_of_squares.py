"""Right but different: sigmoid_derivative, difference of squares."""


def sigmoid_derivative(a):
    return a - a**2
