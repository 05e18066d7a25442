# update-attribute-of-dictionary
def update(net, gradients, learning_rate):
    net.weights_input_hidden -= learning_rate * gradients.weights_input_hidden
