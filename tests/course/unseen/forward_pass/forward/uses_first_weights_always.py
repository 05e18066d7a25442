# forward-first-layer-every-time | wrong | raises | all-but
def forward(inputs, layers):
    a = inputs
    for i in range(len(layers)):
        w, b = layers[0]
        a = sigmoid(dense(a, w, b))
    return a
