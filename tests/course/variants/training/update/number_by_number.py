"""Right but different: update, number by number."""


def update(net, gradients, learning_rate):
    for name in ["weights_input_hidden", "bias_hidden", "weights_hidden_output", "bias_output"]:
        array = getattr(net, name)
        slope = gradients[name]
        for i in range(array.shape[0]):
            for j in range(array.shape[1]):
                array[i, j] = array[i, j] - learning_rate * slope[i, j]
