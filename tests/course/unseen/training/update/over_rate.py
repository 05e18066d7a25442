# update-divides-by-rate
def update(net, gradients, learning_rate):
    for name in gradients:
        step = gradients[name] / learning_rate
        setattr(net, name, getattr(net, name) - step)
