# sigmoid-derivative-missing-brackets | always-the-same
def sigmoid_derivative(output):
    a = output
    result = a * 1 - a
    return result
