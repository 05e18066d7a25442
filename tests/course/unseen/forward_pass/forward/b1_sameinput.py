# forward-feeds-original-input
def forward(inputs, layers):
    for w, b in layers:
        a = sigmoid(dense(inputs, w, b))
    return a
