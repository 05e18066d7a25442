# dense-swapped-factors | raises | wrong | shape
def dense(inputs, weights, bias):
    return inputs.T @ weights + bias
