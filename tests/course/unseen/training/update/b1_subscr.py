# raises
def update(net, gradients, learning_rate):
    for k in gradients:
        net[k] = net[k] - learning_rate * gradients[k]
