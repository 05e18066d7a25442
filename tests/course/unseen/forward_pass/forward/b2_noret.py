# returns-nothing
def forward(inputs, layers):
    a = inputs
    for w, b in layers:
        a = sigmoid(dense(a, w, b))
