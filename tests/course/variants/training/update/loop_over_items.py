"""Right but different: update, loop over items."""


def update(net, gradients, learning_rate):
    for name, gradient in gradients.items():
        parameter = getattr(net, name)
        parameter -= learning_rate * gradient
