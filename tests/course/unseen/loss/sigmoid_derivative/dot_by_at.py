# sigmoid-derivative-dot-product
def sigmoid_derivative(output):
    return output @ (1 - output)
