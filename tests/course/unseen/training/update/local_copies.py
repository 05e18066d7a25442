# update-no-effect
def update(net, gradients, learning_rate):
    for name in ["weights_input_hidden", "bias_hidden", "weights_hidden_output", "bias_output"]:
        value = getattr(net, name)
        value = value - learning_rate * gradients[name]
