# sigmoid-derivative-changes-output
def sigmoid_derivative(output):
    other = 1 - output
    output *= other
    return output
