# update-no-effect
def update(net, gradients, learning_rate):
    new = {}
    for name in gradients:
        new[name] = getattr(net, name) - learning_rate * gradients[name]
    return new
