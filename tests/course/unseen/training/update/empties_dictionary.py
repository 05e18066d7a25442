# update-changes-gradients | only
def update(net, gradients, learning_rate):
    for name in ["weights_input_hidden", "bias_hidden", "weights_hidden_output", "bias_output"]:
        setattr(net, name, getattr(net, name) - learning_rate * gradients.pop(name))
