# prints
def sigmoid_derivative(output):
    print(output * (1 - output))
