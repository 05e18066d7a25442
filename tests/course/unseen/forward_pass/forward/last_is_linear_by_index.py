# forward-linear-last-layer
def forward(inputs, layers):
    a = inputs
    for i in range(len(layers)):
        a = dense(a, *layers[i])
        if i < len(layers) - 1:
            a = sigmoid(a)
    return a
