# update-changes-gradients
def update(net, gradients, learning_rate):
    for k in gradients:
        gradients[k] *= learning_rate
        setattr(net, k, getattr(net, k) - gradients[k])
