# update-overwrites
def update(net, gradients, learning_rate):
    for k in gradients:
        setattr(net, k, -learning_rate * gradients[k])
