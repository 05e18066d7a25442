# shape
def dense(inputs, weights, bias):
    for row in inputs:
        out = row @ weights + bias
    return out
