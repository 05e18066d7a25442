# dense-bias-for-each-input
def dense(inputs, weights, bias):
    return inputs @ weights + len(weights) * bias
