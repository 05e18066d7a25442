# dense-bias-twice | only | wrong | all-but
def dense(inputs, weights, bias):
    out = inputs @ weights + bias
    return out + bias
