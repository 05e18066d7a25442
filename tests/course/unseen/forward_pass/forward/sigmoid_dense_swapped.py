# forward-sigmoid-before-each-layer
def forward(inputs, layers):
    a = inputs
    for w, b in layers:
        a = dense(sigmoid(a), w, b)
    return a
