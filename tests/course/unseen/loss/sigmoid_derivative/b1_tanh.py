# sigmoid-derivative-of-tanh
def sigmoid_derivative(output):
    return 1 - output**2
