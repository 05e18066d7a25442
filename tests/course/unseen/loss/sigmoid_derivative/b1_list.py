# list
def sigmoid_derivative(output):
    return [a * (1 - a) for a in output]
