# tuple | forward-returns-every-layer | wrong
def forward(inputs, layers):
    found = []
    a = inputs
    for w, b in layers:
        a = sigmoid(dense(a, w, b))
        found.append(a)
    return tuple(found)
