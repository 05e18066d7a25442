def sigmoid(x):
    x = np.array(x, dtype=float)
    result = np.zeros(x.shape)
    for place in np.ndindex(x.shape):
        result[place] = 1 / (1 + np.exp(-x[place]))
    return result


def relu(x):
    x = np.array(x, dtype=float)
    result = np.zeros(x.shape)
    for place in np.ndindex(x.shape):
        if x[place] > 0:
            result[place] = x[place]
    return result


def tanh(x):
    x = np.array(x, dtype=float)
    result = np.zeros(x.shape)
    for place in np.ndindex(x.shape):
        plus = np.exp(x[place])
        minus = np.exp(-x[place])
        result[place] = (plus - minus) / (plus + minus)
    return result


def neuron(inputs, weights, bias, activation):
    total = 0
    for i in range(len(inputs)):
        total = total + inputs[i] * weights[i]
    total = total + bias
    return activation(total)
