# forward-empties-the-list
def forward(inputs, layers):
    a = inputs
    while layers:
        w, b = layers.pop(0)
        a = sigmoid(dense(a, w, b))
    return a
