# update-changes-gradients
def update(net, gradients, learning_rate):
    while gradients:
        k, g = gradients.popitem()
        setattr(net, k, getattr(net, k) - learning_rate * g)
