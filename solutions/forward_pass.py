# Generated from source/forward_pass/forward_pass.ipynb by `autograder build`. Do not edit.


import numpy as np


def sigmoid(x):
    """Squeeze each number of x into the range from 0 to 1."""
    return 1 / (1 + np.exp(-x))


def dense(inputs, weights, bias):
    """Send samples through one layer: inputs times weights, plus bias, without an activation.

    inputs:  array of shape (n, d), whole or decimal numbers. Each row is one sample.
    weights: array of shape (d, m), decimal numbers. Row i belongs to input i, column j to node j.
    bias:    array of shape (m,) or (1, m), decimal numbers: one for each node.
    Returns an array of shape (n, m). inputs, weights and bias stay as they were.
    A bias of shape (1, m) gives the same. One sample is a table with one row.

    >>> x = np.array([[1, 2, 3], [0, 1, 0]])
    >>> w = np.array([[1.0, 0.0], [0.0, 1.0], [2.0, 1.0]])
    >>> dense(x, w, np.array([10.0, 20.0]))
    array([[17., 25.],
           [10., 21.]])
    >>> dense(np.array([[1, 2]]), np.array([[0.5], [0.25]]), np.array([[0.5]]))
    array([[1.5]])
    """
    return np.dot(inputs, weights) + bias


def forward(inputs, layers):
    """Send samples through all layers, with sigmoid after each layer, the last one too.

    inputs: array of shape (n, d), whole or decimal numbers. Each row is one sample.
    layers: list of at least one pair (weights, bias), in the order in which the data meets them.
            weights has the shape (from, to), bias the shape (to,) or (1, to); decimal numbers.
    Returns an array of shape (n, m), where m is the number of nodes of the last layer.
    All its numbers lie between 0 and 1. inputs, the list and the arrays in it stay as they were.

    >>> layer_1 = (np.array([[1.0, -1.0]]), np.array([0.0, 0.0]))
    >>> layer_2 = (np.array([[1.0], [1.0]]), np.array([[-1.0]]))
    >>> forward(np.array([[2]]), [layer_1, layer_2]).round(2)
    array([[0.5]])
    >>> forward(np.array([[2], [0]]), [layer_1]).round(2)
    array([[0.88, 0.12],
           [0.5 , 0.5 ]])
    """
    signal = inputs
    for weights, bias in layers:
        signal = sigmoid(dense(signal, weights, bias))
    return signal


def random_layers(layer_sizes, scale, seed):
    """Make a list of (weights, bias) pairs with random numbers; all weights are multiplied by scale."""
    rng = np.random.default_rng(seed)
    layers = []
    for i in range(len(layer_sizes) - 1):
        weights = scale * rng.normal(size=(layer_sizes[i], layer_sizes[i + 1]))
        bias = rng.normal(size=layer_sizes[i + 1])
        layers.append((weights, bias))
    return layers


def draw_maps(networks, title):
    """Paint the answers of each network over the square from -4 to 4, side by side: blue is 0, red is 1."""
    side = np.linspace(-4, 4, 51)
    right, up = np.meshgrid(side, side)
    points = np.column_stack([right.ravel(), up.ravel()])
    gap = np.full((51, 3), np.nan)
    strip = []
    for layers in networks:
        strip.append(gap)
        strip.append(forward(points, layers).reshape(51, 51))
    plt.imshow(np.hstack(strip[1:]), origin="lower", vmin=0, vmax=1, cmap="RdBu_r")
    plt.title(title)
    plt.xticks([])
    plt.yticks([])
    plt.xlabel("input 1: from -4 to 4 in each map")
    plt.ylabel("input 2: from -4 to 4")


def count_parameters(layer_sizes):
    """Count all weights and all biases of a network.

    layer_sizes: list of whole numbers, at least one: the number of inputs, then the number of nodes
                 of each layer. The list stays as it was.
    Returns one whole number. One size alone has no connections: 0.

    >>> count_parameters([2, 4, 1])
    17
    >>> count_parameters([5, 3, 2])
    26
    >>> count_parameters([7])
    0
    """
    total = 0
    for i in range(len(layer_sizes) - 1):
        total += layer_sizes[i] * layer_sizes[i + 1] + layer_sizes[i + 1]
    return total
