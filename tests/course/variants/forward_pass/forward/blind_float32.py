def forward(inputs, layers):
    a = inputs.astype("float32")
    for w, b in layers:
        a = sigmoid(a @ w.astype("float32") + b.astype("float32"))
    return a
