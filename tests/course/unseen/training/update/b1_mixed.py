# raises
def update(net, gradients, learning_rate):
    net.weights_input_hidden = net.weights_input_hidden - learning_rate * gradients["weights_input_hidden"]
    net.bias_hidden = net.bias_hidden - learning_rate * gradients["bias_output"]
    net.weights_hidden_output = net.weights_hidden_output - learning_rate * gradients["weights_hidden_output"]
    net.bias_output = net.bias_output - learning_rate * gradients["bias_output"]
