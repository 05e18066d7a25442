# sigmoid-derivative-plus
def sigmoid_derivative(output):
    return output * (1 + output)
