# only
def forward(inputs, layers):
    a = inputs
    for w, b in layers:
        b += 0.5
        a = sigmoid(a @ w + b - 0.5)
    return a
