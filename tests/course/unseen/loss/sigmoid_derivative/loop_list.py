# list | sigmoid-derivative-array-only | raises
def sigmoid_derivative(output):
    slopes = []
    for a in output:
        slopes.append(a * (1 - a))
    return slopes
