def backward(net, inputs, targets):
    result = {}
    for name in ["weights_input_hidden", "bias_hidden", "weights_hidden_output", "bias_output"]:
        before = getattr(net, name)

        def f(a):
            setattr(net, name, a)
            return mse_loss(net.forward(inputs)[0], targets)

        result[name] = numerical_gradient(f, before)
        setattr(net, name, before)
    return result
