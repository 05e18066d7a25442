"""Right but different: sigmoid_derivative, book."""


def sigmoid_derivative(output):
    return output * (1 - output)
