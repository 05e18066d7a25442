# forward-sigmoid-before-each-layer
def forward(inputs, layers):
    a = inputs
    for w, b in layers:
        a = sigmoid(a)
        a = dense(a, w, b)
    return a
