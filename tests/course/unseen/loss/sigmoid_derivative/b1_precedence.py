# sigmoid-derivative-missing-brackets
def sigmoid_derivative(output):
    return output * 1 - output
