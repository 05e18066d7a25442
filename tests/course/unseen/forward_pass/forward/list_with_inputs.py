# wrong | list
def forward(inputs, layers):
    found = [inputs]
    for w, b in layers:
        found.append(sigmoid(dense(found[-1], w, b)))
    return found
