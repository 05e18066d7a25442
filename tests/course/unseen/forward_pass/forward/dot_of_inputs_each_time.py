# forward-feeds-original-input
def forward(inputs, layers):
    out = None
    for w, b in layers:
        out = sigmoid(inputs @ w + b)
    return out
