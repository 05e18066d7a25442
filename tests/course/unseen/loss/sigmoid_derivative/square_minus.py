# sigmoid-derivative-minus-one | sign
def sigmoid_derivative(output):
    return output**2 - output
