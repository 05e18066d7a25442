# update-attribute-of-dictionary | raises
def update(net, gradients, learning_rate):
    net.bias_output = net.bias_output - learning_rate * gradients.bias_output
    net.bias_hidden = net.bias_hidden - learning_rate * gradients.bias_hidden
