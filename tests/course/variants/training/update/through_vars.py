"""Right but different: update, through vars."""


def update(net, gradients, learning_rate):
    step = {name: -learning_rate * gradients[name] for name in gradients}
    vars(net).update({name: vars(net)[name] + step[name] for name in step})
    return step
