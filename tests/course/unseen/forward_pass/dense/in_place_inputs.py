# dense-changes-inputs | only
def dense(inputs, weights, bias):
    out = inputs @ weights + bias
    inputs[:] = 0
    return out
