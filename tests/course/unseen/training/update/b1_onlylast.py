# update-output-layer-only
def update(net, gradients, learning_rate):
    net.bias_output -= learning_rate * gradients["bias_output"]
    net.weights_hidden_output -= learning_rate * gradients["weights_hidden_output"]
