# sigmoid-derivative-number-only | raises | only
def sigmoid_derivative(output):
    if output > 0:
        return output * (1 - output)
    return 0.0
