# forward-returns-every-layer
def forward(inputs, layers):
    outs = []
    a = inputs
    for w, b in layers:
        a = sigmoid(dense(a, w, b))
        outs.append(a)
    return outs
