def forward(inputs, layers):
    if not layers:
        return inputs
    weights, bias = layers[0]
    return forward(sigmoid(inputs @ weights + bias), layers[1:])
