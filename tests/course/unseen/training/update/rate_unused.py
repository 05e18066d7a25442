# update-ignores-learning-rate
def update(net, gradients, learning_rate):
    net.weights_input_hidden -= gradients["weights_input_hidden"]
    net.bias_hidden -= gradients["bias_hidden"]
    net.weights_hidden_output -= gradients["weights_hidden_output"]
    net.bias_output -= gradients["bias_output"]
