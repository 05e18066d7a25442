# dense-bias-added-to-weights
def dense(inputs, weights, bias):
    weights += bias
    return inputs @ weights
