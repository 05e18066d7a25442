# only | wrong | all-but
def dense(inputs, weights, bias):
    return inputs[:, 1:] @ weights[1:] + bias
