# forward-two-layers-only | raises
def forward(inputs, layers):
    (w1, b1), (w2, b2) = layers
    h = sigmoid(dense(inputs, w1, b1))
    return sigmoid(dense(h, w2, b2))
