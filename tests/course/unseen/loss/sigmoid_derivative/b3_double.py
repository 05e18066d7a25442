# factor
def sigmoid_derivative(output):
    return 2 * output * (1 - output)
