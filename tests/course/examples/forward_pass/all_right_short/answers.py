def dense(inputs, weights, bias):
    return inputs @ weights + bias


def forward(inputs, layers):
    for w, b in layers:
        inputs = sigmoid(inputs @ w + b)
    return inputs


def count_parameters(layer_sizes):
    return sum(a * b + b for a, b in zip(layer_sizes, layer_sizes[1:]))
