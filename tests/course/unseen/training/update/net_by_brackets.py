# raises
def update(net, gradients, learning_rate):
    for name in gradients:
        net[name] = net[name] - learning_rate * gradients[name]
