# sigmoid-derivative-changes-output | sigmoid-derivative-array-only
def sigmoid_derivative(output):
    output[...] = output * (1 - output)
    return output
