# forward-sigmoid-only-at-the-end
def forward(inputs, layers):
    for layer in layers:
        inputs = inputs @ layer[0] + layer[1]
    return sigmoid(inputs)
