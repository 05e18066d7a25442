# dense-squeezes-one-sample | only | shape
def dense(inputs, weights, bias):
    out = inputs @ weights + bias
    if len(inputs) == 1:
        return out[0]
    return out
