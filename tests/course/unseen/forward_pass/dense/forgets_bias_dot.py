# dense-no-bias
def dense(inputs, weights, bias):
    total = inputs.dot(weights)
    total + bias
    return total
