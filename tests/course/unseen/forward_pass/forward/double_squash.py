# forward-sigmoid-twice
def forward(inputs, layers):
    a = inputs
    for w, b in layers:
        a = sigmoid(a @ w + b)
        a = sigmoid(a)
    return a
