# Generated from source/network/network.ipynb by `autograder build`. Do not edit.


import numpy as np


class NeuralNetwork:
    """A network with an input layer, one hidden layer and an output layer.

    NeuralNetwork(input_size, hidden_size, output_size) builds a network with four float arrays:

    weights_input_hidden    shape (input_size, hidden_size)     standard normal random numbers
    weights_hidden_output   shape (hidden_size, output_size)    standard normal random numbers
    bias_hidden             shape (1, hidden_size)              zeros
    bias_output             shape (1, output_size)              zeros

    Every network has arrays of its own, with new random numbers. No seed is set here.

    >>> net = NeuralNetwork(2, 4, 1)
    >>> net.weights_input_hidden.shape
    (2, 4)
    >>> net.weights_hidden_output.shape
    (4, 1)
    >>> net.bias_hidden
    array([[0., 0., 0., 0.]])
    >>> net.bias_output
    array([[0.]])
    """

    def __init__(self, input_size, hidden_size, output_size):
        """Give the new network its four arrays. The three sizes are whole numbers of at least 1."""
        self.input_size = input_size
        self.hidden_size = hidden_size
        self.output_size = output_size

        # Start values of weights and biases
        self.weights_input_hidden = np.random.randn(input_size, hidden_size)
        self.weights_hidden_output = np.random.randn(hidden_size, output_size)
        self.bias_hidden = np.zeros((1, hidden_size))
        self.bias_output = np.zeros((1, output_size))

    def sigmoid(self, x):
        """Return 1 / (1 + e to the power of -x), for one number or for each number of an array.

        x: a whole number, a float, or an array of any shape. An array stays as it was.
        Returns one number for one number, and an array of the same shape for an array.
        The results are never below 0 and never above 1, for numbers like 1000 and -1000 too.

        >>> net = NeuralNetwork(2, 4, 1)
        >>> float(net.sigmoid(0))
        0.5
        >>> net.sigmoid(np.array([-2.0, 0.0, 2.0])).round(2)
        array([0.12, 0.5 , 0.88])
        """
        return 1 / (1 + np.exp(-x))

    def forward(self, inputs):
        """Send samples through the network and return two arrays: (output, hidden_layer_output).

        inputs: array of shape (n, input_size), whole numbers or floats. Each row is one sample.
        output has the shape (n, output_size), hidden_layer_output has the shape (n, hidden_size).
        Both are taken after sigmoid. The inputs and the four arrays of the network stay as they were.
        The same call again gives the same answer. The arrays are used as they are now, also after one
        number in them has changed.

        >>> net = NeuralNetwork(2, 2, 1)
        >>> net.weights_input_hidden = np.array([[2.0, 0.0], [-1.0, 1.0]])
        >>> net.bias_hidden = np.array([[0.0, -2.0]])
        >>> net.weights_hidden_output = np.array([[3.0], [1.0]])
        >>> net.bias_output = np.array([[-1.0]])
        >>> output, hidden = net.forward(np.array([[1, 2]]))
        >>> output.round(2)
        array([[0.73]])
        >>> hidden
        array([[0.5, 0.5]])

        >>> net.bias_hidden[0, 0] = 2.0
        >>> output, hidden = net.forward(np.array([[1, 2]]))
        >>> hidden.round(2)
        array([[0.88, 0.5 ]])
        """
        # The forward pass
        hidden_layer_input = np.dot(inputs, self.weights_input_hidden) + self.bias_hidden
        hidden_layer_output = self.sigmoid(hidden_layer_input)

        output_layer_input = np.dot(hidden_layer_output, self.weights_hidden_output) + self.bias_output
        output = self.sigmoid(output_layer_input)

        return output, hidden_layer_output


def draw_weights(net):
    """Draw the nodes and the weights of a network: red is positive, blue is negative, thick is large."""
    weights = [net.weights_input_hidden, net.weights_hidden_output]
    sizes = [len(weights[0]), len(weights[1]), weights[1].shape[1]]
    heights = [np.arange(size) - (size - 1) / 2 for size in sizes]
    for layer in range(2):
        for i in range(sizes[layer]):
            for j in range(sizes[layer + 1]):
                weight = weights[layer][i, j]
                plt.plot(
                    [layer, layer + 1],
                    [heights[layer][i], heights[layer + 1][j]],
                    color="tab:red" if weight > 0 else "tab:blue",
                    linewidth=0.5 + 2.5 * abs(weight),
                    alpha=0.7,
                    zorder=1,
                )
    for layer in range(3):
        plt.scatter([layer] * sizes[layer], heights[layer], s=500, color="white", edgecolor="black", zorder=2)
    plt.plot([], [], color="tab:red", label="positive weight")
    plt.plot([], [], color="tab:blue", label="negative weight")
    plt.legend(loc="lower center", bbox_to_anchor=(0.5, -0.25), ncol=2, frameon=False)
    plt.xticks([0, 1, 2], ["input", "hidden", "output"])
    plt.yticks([])
    plt.xlim(-0.3, 2.3)
    plt.ylim(-max(sizes) / 2 - 0.1, max(sizes) / 2 + 0.1)
    plt.xlabel("layer")
    plt.ylabel("nodes")
