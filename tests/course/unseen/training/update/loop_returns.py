# update-first-only
def update(net, gradients, learning_rate):
    for name, slope in gradients.items():
        setattr(net, name, getattr(net, name) - learning_rate * slope)
        return
