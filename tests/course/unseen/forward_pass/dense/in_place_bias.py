# dense-adds-up-in-bias | only
def dense(inputs, weights, bias):
    out = inputs @ weights + bias
    bias += 1
    return out
