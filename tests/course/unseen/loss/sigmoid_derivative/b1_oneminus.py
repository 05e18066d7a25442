# sigmoid-derivative-only-one-minus
def sigmoid_derivative(output):
    return 1 - output
