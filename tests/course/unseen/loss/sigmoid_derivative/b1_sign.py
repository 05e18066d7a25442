# sigmoid-derivative-minus-one
def sigmoid_derivative(output):
    return output * (output - 1)
