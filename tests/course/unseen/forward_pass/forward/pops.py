# forward-empties-the-list
def forward(inputs, layers):
    a = inputs
    while len(layers) > 0:
        layer = layers[0]
        a = sigmoid(dense(a, layer[0], layer[1]))
        del layers[0]
    return a
