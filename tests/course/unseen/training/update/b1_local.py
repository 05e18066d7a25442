# update-no-effect
def update(net, gradients, learning_rate):
    weights_input_hidden = net.weights_input_hidden - learning_rate * gradients["weights_input_hidden"]
    bias_hidden = net.bias_hidden - learning_rate * gradients["bias_hidden"]
    weights_hidden_output = net.weights_hidden_output - learning_rate * gradients["weights_hidden_output"]
    bias_output = net.bias_output - learning_rate * gradients["bias_output"]
