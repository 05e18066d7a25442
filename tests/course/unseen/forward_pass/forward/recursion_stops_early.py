# forward-skips-last-layer
def forward(inputs, layers):
    if len(layers) == 1:
        return inputs
    w, b = layers[0]
    return forward(sigmoid(dense(inputs, w, b)), layers[1:])
