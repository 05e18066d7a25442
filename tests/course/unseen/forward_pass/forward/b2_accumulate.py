# only
def forward(inputs, layers):
    total = 0
    a = inputs
    for w, b in layers:
        a = sigmoid(dense(a, w, b))
        total = total + a
    return total
