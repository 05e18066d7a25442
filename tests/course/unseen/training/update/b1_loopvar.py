# update-no-effect
def update(net, gradients, learning_rate):
    for w, g in zip(
        [net.weights_input_hidden, net.bias_hidden, net.weights_hidden_output, net.bias_output],
        gradients.values(),
    ):
        w = w - learning_rate * g
