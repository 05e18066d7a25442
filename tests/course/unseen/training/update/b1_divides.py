# update-divides-by-rate
def update(net, gradients, learning_rate):
    for k in gradients:
        setattr(net, k, getattr(net, k) - gradients[k] / learning_rate)
