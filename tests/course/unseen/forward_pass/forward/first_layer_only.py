# forward-stops-after-first-layer
def forward(inputs, layers):
    w, b = layers[0]
    return sigmoid(dense(inputs, w, b))
