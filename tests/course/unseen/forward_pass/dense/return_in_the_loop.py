# dense-first-sample-only
def dense(inputs, weights, bias):
    for i in range(len(inputs)):
        row = inputs[i] @ weights + bias
        return row.ravel()
