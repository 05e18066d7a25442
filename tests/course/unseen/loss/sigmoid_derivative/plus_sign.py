# sigmoid-derivative-plus
def sigmoid_derivative(output):
    return output + output * output
