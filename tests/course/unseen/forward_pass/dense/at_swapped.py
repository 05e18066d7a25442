# dense-swapped-factors
def dense(inputs, weights, bias):
    z = weights @ inputs
    return z + bias
