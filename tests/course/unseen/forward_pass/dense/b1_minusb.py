# dense-subtracts-bias
def dense(inputs, weights, bias):
    return inputs @ weights - bias
