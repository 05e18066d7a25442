# forward-two-layers-only
def forward(inputs, layers):
    w1, b1 = layers[0]
    w2, b2 = layers[1]
    h = sigmoid(dense(inputs, w1, b1))
    return sigmoid(dense(h, w2, b2))
