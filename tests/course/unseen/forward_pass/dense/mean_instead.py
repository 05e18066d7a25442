# dense-averages | factor | only | wrong | all-but
def dense(inputs, weights, bias):
    return inputs @ weights / weights.shape[0] + bias
