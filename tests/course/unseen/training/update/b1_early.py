# update-first-only
def update(net, gradients, learning_rate):
    for k in gradients:
        setattr(net, k, getattr(net, k) - learning_rate * gradients[k])
        return net
