def update(net, gradients, learning_rate):
    for name in gradients:
        setattr(net, name, getattr(net, name) - learning_rate * gradients[name])
