# forward-linear-last-layer
def forward(inputs, layers):
    a = inputs
    for k, (w, b) in enumerate(layers):
        a = a @ w + b
        if k < len(layers) - 1:
            a = sigmoid(a)
    return a
