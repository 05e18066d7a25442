# wrong | only | all-but
def sigmoid_derivative(output):
    return output
