# forward-no-activation
def forward(inputs, layers):
    a = inputs
    for w, b in layers:
        a = dense(a, w, b)
        sigmoid(a)
    return a
