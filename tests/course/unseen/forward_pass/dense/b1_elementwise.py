# dense-elementwise-product
def dense(inputs, weights, bias):
    return inputs * weights + bias
