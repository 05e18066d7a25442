# forward-bias-after-sigmoid | wrong | all-but | only
def forward(inputs, layers):
    a = inputs
    for w, b in layers:
        a = sigmoid(a @ w) + b
    return a
