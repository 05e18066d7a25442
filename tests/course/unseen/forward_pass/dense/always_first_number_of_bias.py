# dense-one-bias-for-all | only | wrong | all-but
def dense(inputs, weights, bias):
    return inputs @ weights + bias.flat[0]
