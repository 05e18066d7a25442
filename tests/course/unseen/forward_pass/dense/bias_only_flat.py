# raises | only
def dense(inputs, weights, bias):
    out = inputs @ weights
    for j in range(len(bias)):
        out[:, j] += bias[j]
    return out
