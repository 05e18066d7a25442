# Generated from source/training/training.ipynb by `autograder build`. Do not edit.


import numpy as np


class NeuralNetwork:
    """A network with an input layer, one hidden layer and an output layer, as in the book."""

    def __init__(self, input_size, hidden_size, output_size):
        self.input_size = input_size
        self.hidden_size = hidden_size
        self.output_size = output_size
        self.weights_input_hidden = np.random.randn(input_size, hidden_size)
        self.weights_hidden_output = np.random.randn(hidden_size, output_size)
        self.bias_hidden = np.zeros((1, hidden_size))
        self.bias_output = np.zeros((1, output_size))

    def sigmoid(self, x):
        return 1 / (1 + np.exp(-x))

    def forward(self, inputs):
        """Return the output, (n, output_size), and that of the hidden layer, (n, hidden_size)."""
        hidden_layer_input = np.dot(inputs, self.weights_input_hidden) + self.bias_hidden
        hidden_layer_output = self.sigmoid(hidden_layer_input)
        output_layer_input = np.dot(hidden_layer_output, self.weights_hidden_output) + self.bias_output
        output = self.sigmoid(output_layer_input)
        return output, hidden_layer_output


def sigmoid(x):
    """Bend every number into the range from 0 to 1."""
    return 1 / (1 + np.exp(-x))


def mse_loss(predictions, targets):
    """Return the mean of the squared gaps, over all elements."""
    if np.shape(predictions) != np.shape(targets):
        raise ValueError("predictions and targets must have the same shape")
    return np.mean((predictions - targets) ** 2)


def sigmoid_derivative(output):
    """Return the slope of sigmoid, from the output of sigmoid."""
    return output * (1 - output)


def numerical_gradient(f, x, h=1e-5):
    """Measure the slope of f for each element of x, one at a time."""
    gradient = np.zeros(x.shape)
    for place in np.ndindex(x.shape):
        step = np.zeros(x.shape)
        step[place] = h
        gradient[place] = (f(x + step) - f(x - step)) / (2 * h)
    return gradient


xor_inputs = np.array([[0, 0], [0, 1], [1, 0], [1, 1]])
xor_targets = np.array([[0], [1], [1], [0]])


PARAMETERS = ["weights_input_hidden", "bias_hidden", "weights_hidden_output", "bias_output"]

small_net = NeuralNetwork(2, 3, 2)
small_net.weights_input_hidden = np.array([[0.5, -1.0, 1.5], [1.0, 0.5, -0.5]])
small_net.bias_hidden = np.array([[0.5, 0.0, -1.0]])
small_net.weights_hidden_output = np.array([[1.0, -0.5], [0.5, 1.5], [-1.0, 0.5]])
small_net.bias_output = np.array([[0.0, -0.5]])
small_inputs = np.array([[1.0, 2.0], [0.0, -1.0]])
small_targets = np.array([[0.0, 1.0], [1.0, 0.0]])
small_output, small_hidden = small_net.forward(small_inputs)


def measured_gradients(net, inputs, targets):
    """Measure the slope of the loss for each weight and bias of net."""
    measured = {}
    for name in PARAMETERS:
        before = getattr(net, name)

        def loss_with(array, name=name):
            setattr(net, name, array)
            return mse_loss(net.forward(inputs)[0], targets)

        measured[name] = numerical_gradient(loss_with, before)
        setattr(net, name, before)
    return measured


def measured_deltas():
    """Measure the slope of the loss for each sum of the small network, in both layers."""
    hidden_sums = np.dot(small_inputs, small_net.weights_input_hidden) + small_net.bias_hidden

    def output_sums(sums):
        return np.dot(sigmoid(sums), small_net.weights_hidden_output) + small_net.bias_output

    def loss_from_output(sums):
        return mse_loss(sigmoid(sums), small_targets)

    def loss_from_hidden(sums):
        return loss_from_output(output_sums(sums))

    return {
        "delta_output": numerical_gradient(loss_from_output, output_sums(hidden_sums)),
        "delta_hidden": numerical_gradient(loss_from_hidden, hidden_sums),
    }


def compare_step(name, yours):
    """Tell whether a step is right, by measuring what should come out."""
    if yours is None:
        print(name + ": write your line first")
        return
    right = (measured_deltas() | measured_gradients(small_net, small_inputs, small_targets))[name]
    if np.shape(yours) != right.shape:
        print(
            f"{name}: the shape is {np.shape(yours)}, it should be {right.shape}"
        )
    elif np.allclose(yours, right, rtol=1e-4, atol=1e-7):
        print(name + ": right")
    else:
        print(
            f"{name}: not yet. Yours is\n{np.round(yours, 5)}\nand measured is\n{np.round(right, 5)}"
        )


def backward(net, inputs, targets):
    """Return the gradient of mse_loss for all weights and biases of a network.

    net: a NeuralNetwork with i inputs, h hidden nodes and o outputs.
    inputs: array of shape (n, i), whole or decimal numbers. Each row is one sample.
    targets: array of shape (n, o), whole or decimal numbers.
    Returns: a dictionary with four arrays. Each holds the slope of mse_loss(output, targets)
        for every element of the attribute of the same name, in the same shape:

        "weights_input_hidden" (i, h)      "bias_hidden" (1, h)
        "weights_hidden_output" (h, o)     "bias_output" (1, o)

    The loss is a mean over all n * o elements, so the same samples twice give the same gradient.
    The network, the inputs and the targets are the same afterwards.

    >>> net = NeuralNetwork(1, 1, 1)
    >>> net.weights_input_hidden, net.bias_hidden = np.array([[1.0]]), np.array([[-2.0]])
    >>> net.weights_hidden_output, net.bias_output = np.array([[4.0]]), np.array([[-2.0]])
    >>> gradients = backward(net, np.array([[2.0]]), np.array([[0.0]]))
    >>> print(gradients["weights_input_hidden"], gradients["bias_hidden"])
    [[0.5]] [[0.25]]
    >>> print(gradients["weights_hidden_output"], gradients["bias_output"])
    [[0.125]] [[0.25]]
    """
    output, hidden = net.forward(inputs)
    delta_output = 2 * (output - targets) / targets.size * sigmoid_derivative(output)
    delta_hidden = np.dot(delta_output, net.weights_hidden_output.T) * sigmoid_derivative(hidden)
    return {
        "weights_input_hidden": np.dot(inputs.T, delta_hidden),
        "bias_hidden": delta_hidden.sum(axis=0, keepdims=True),
        "weights_hidden_output": np.dot(hidden.T, delta_output),
        "bias_output": delta_output.sum(axis=0, keepdims=True),
    }


def draw_gradients(back):
    """Compare the gradients of `back` with measured ones, for one network."""
    dice = np.random.default_rng(3)
    net = NeuralNetwork(2, 3, 2)
    for name in PARAMETERS:
        setattr(net, name, dice.normal(size=getattr(net, name).shape))
    samples, wished = dice.normal(size=(5, 2)), dice.uniform(size=(5, 2))
    own, measured = back(net, samples, wished), measured_gradients(net, samples, wished)
    largest = max(np.abs(values).max() for values in measured.values())
    plt.plot([-largest, largest], [-largest, largest], color="lightgray", linewidth=3)
    for name, shape in zip(PARAMETERS, "os^v", strict=True):
        plt.plot(measured[name].ravel(), np.ravel(own[name]), shape, label=name)
    plt.xlabel("measured slope")
    plt.ylabel("slope from your backward")
    plt.title("Every weight and bias: yours against measured")
    plt.legend()


def update(net, gradients, learning_rate):
    """Move all weights and biases of a network one step against their gradients.

    net: a NeuralNetwork. Each of its four arrays becomes: array - learning_rate * gradient.
    gradients: a dictionary with one array for each of the names "weights_input_hidden",
        "bias_hidden", "weights_hidden_output", "bias_output". It is the same afterwards.
    learning_rate: one number, 0 or more.
    Returns: nothing that is needed.

    >>> net = NeuralNetwork(1, 1, 1)
    >>> net.weights_input_hidden = np.array([[2.0]])
    >>> gradients = {
    ...     "weights_input_hidden": np.array([[0.5]]),
    ...     "bias_hidden": np.array([[1.0]]),
    ...     "weights_hidden_output": np.array([[0.0]]),
    ...     "bias_output": np.array([[-1.0]]),
    ... }
    >>> update(net, gradients, 0.1)
    >>> print(net.weights_input_hidden, net.bias_hidden, net.bias_output)
    [[1.95]] [[-0.1]] [[0.1]]
    """
    net.weights_input_hidden = net.weights_input_hidden - learning_rate * gradients["weights_input_hidden"]
    net.bias_hidden = net.bias_hidden - learning_rate * gradients["bias_hidden"]
    net.weights_hidden_output = net.weights_hidden_output - learning_rate * gradients["weights_hidden_output"]
    net.bias_output = net.bias_output - learning_rate * gradients["bias_output"]


def draw_one_step(back, move):
    """Draw the loss after a single step from the same start, against the learning rate."""
    rates = np.linspace(0, 40, 161)
    losses = []
    for rate in rates:
        np.random.seed(5)
        net = NeuralNetwork(2, 4, 1)
        move(net, back(net, xor_inputs, xor_targets), rate)
        losses.append(mse_loss(net.forward(xor_inputs)[0], xor_targets))
    plt.axhline(losses[0], color="lightgray", linewidth=2, label="before the step")
    plt.plot(rates, losses, linewidth=2, label="after one step")
    plt.xlabel("learning rate")
    plt.ylabel("loss")
    plt.title("One step, short or long")
    plt.legend()


def train(net, inputs, targets, epochs, learning_rate):
    """Train a network with all samples at once, and return the history of its loss.

    net: a NeuralNetwork. It is changed, and goes on from where it is.
    inputs: array of shape (n, i). targets: array of shape (n, o). Both stay as they were.
    epochs: how many steps to take, a whole number, 0 or more.
    learning_rate: how long each step is.
    Returns: a list of `epochs` losses. Entry k is mse_loss before step k: entry 0 belongs
        to the untrained network. With 0 epochs the list is empty.

    Two trainings one after the other give the same network as a single long one.

    >>> net = NeuralNetwork(1, 1, 1)
    >>> net.weights_input_hidden, net.bias_hidden = np.array([[1.0]]), np.array([[-2.0]])
    >>> net.weights_hidden_output, net.bias_output = np.array([[4.0]]), np.array([[-2.0]])
    >>> losses = train(net, np.array([[2.0]]), np.array([[0.0]]), 2, 1.0)
    >>> print(len(losses), round(float(losses[0]), 3), round(float(losses[1]), 3))
    2 0.25 0.04
    """
    losses = []
    for _ in range(epochs):
        output = net.forward(inputs)[0]
        losses.append(mse_loss(output, targets))
        gradients = backward(net, inputs, targets)
        update(net, gradients, learning_rate)
    return losses


def draw_map(net):
    """Draw the output of a network with two inputs everywhere in the square."""
    side = np.linspace(-0.5, 1.5, 60)
    points = np.array([[first, second] for second in side for first in side])
    answers = net.forward(points)[0].reshape(60, 60)
    plt.imshow(answers, origin="lower", extent=[-0.5, 1.5, -0.5, 1.5], cmap="coolwarm", vmin=0, vmax=1)
    for corner, right in zip(xor_inputs, xor_targets, strict=True):
        plt.text(*corner, right[0], ha="center", va="center", fontsize=14, weight="bold")
    plt.xticks([0, 1])
    plt.yticks([0, 1])


def draw_training(teach, seed):
    """Train one network on XOR and draw its loss, and its answers at four moments."""
    np.random.seed(seed)
    net = NeuralNetwork(2, 4, 1)
    losses = []
    moments = [0, 100, 500, 2000]
    for place, moment in enumerate(moments):
        losses.extend(teach(net, xor_inputs, xor_targets, moment - len(losses), 1.0))
        plt.subplot(2, 4, 5 + place)
        draw_map(net)
        plt.title(f"after {moment} epochs")
    plt.subplot(2, 1, 1)
    plt.plot(losses, linewidth=2)
    for moment in moments:
        plt.axvline(moment, color="lightgray", linewidth=1, zorder=0)
    plt.xlabel("epoch")
    plt.ylabel("loss")
    plt.title("A 2-4-1 network learns XOR")
    plt.tight_layout()


def draw_rates(teach, seed):
    """Train from the same start with four learning rates, and draw the losses."""
    for rate in [0.1, 1, 10, 100]:
        np.random.seed(seed)
        net = NeuralNetwork(2, 4, 1)
        losses = teach(net, xor_inputs, xor_targets, 2000, rate)
        right = np.all((net.forward(xor_inputs)[0] > 0.5) == xor_targets)
        result = "solved" if right else "not solved"
        plt.plot(losses, label=f"learning rate {rate}: {result}")
    plt.xlabel("epoch")
    plt.ylabel("loss")
    plt.title(f"Four learning rates, seed {seed}")
    plt.legend(loc=(0.55, 0.62))  # between the curves
