# forward-reversed-order
def forward(inputs, layers):
    if not layers:
        return inputs
    w, b = layers[-1]
    return forward(sigmoid(inputs @ w + b), layers[:-1])
