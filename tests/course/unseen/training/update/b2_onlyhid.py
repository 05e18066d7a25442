# update-hidden-layer-only
def update(net, gradients, learning_rate):
    for n in ["weights_input_hidden", "bias_hidden"]:
        setattr(net, n, getattr(net, n) - learning_rate * gradients[n])
