# dense-applies-sigmoid
def dense(inputs, weights, bias):
    z = inputs @ weights + bias
    return sigmoid(z)
