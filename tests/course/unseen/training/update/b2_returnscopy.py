# update-no-effect
import copy


def update(net, gradients, learning_rate):
    new = copy.deepcopy(net)
    for n in gradients:
        setattr(new, n, getattr(new, n) - learning_rate * gradients[n])
    return new
