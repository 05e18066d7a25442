# forward-skips-first-layer | wrong | raises | only
def forward(inputs, layers):
    a = inputs
    for w, b in layers[1:]:
        a = sigmoid(dense(a, w, b))
    return a
