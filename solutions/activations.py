# Generated from source/activations/activations.ipynb by `autograder build`. Do not edit.


import numpy as np


def sigmoid(x):
    """Bend every number into the range from 0 to 1: 1 / (1 + e^(-x)).

    x: one number (whole or decimal), or an array of any shape with such numbers.
    Returns: for one number one number, for an array an array of the same shape.

    - Each element is computed by itself.
    - The results are decimal numbers, also where x holds whole numbers.
    - They are from 0 to 1. In an array they are finite for every x, also for 1000 and for -1000.
    - A larger x never gives a smaller result. sigmoid(x) and sigmoid(-x) add up to 1.
    - x itself stays as it was.

    >>> print(sigmoid(0))
    0.5
    >>> print(sigmoid(np.array([-2.0, 0.0, 2.0])))
    [0.11920292 0.5        0.88079708]
    """
    return 1 / (1 + np.exp(-x))


def relu(x):
    """Keep positive numbers and turn negative ones into 0: the larger one of 0 and x.

    x: one number (whole or decimal), or an array of any shape with such numbers.
    Returns: for one number one number, for an array an array of the same shape.

    - Each element is computed by itself.
    - No result lies below 0. A larger x never gives a smaller result.
    - Where x holds whole numbers, the results may be whole numbers too.
      Decimals are never cut off.
    - x itself stays as it was.

    >>> print(relu(-3.0))
    0.0
    >>> print(relu(np.array([-3.0, 0.0, 2.5])))
    [0.  0.  2.5]
    """
    return np.maximum(0, x)


def tanh(x):
    """Bend every number into the range from -1 to 1: (e^x - e^(-x)) / (e^x + e^(-x)).

    x: one number (whole or decimal), or an array of any shape with such numbers,
        all of them from -300 to 300.
    Returns: for one number one number, for an array an array of the same shape.

    - Each element is computed by itself.
    - The results are decimal numbers, also where x holds whole numbers.
    - They are finite and from -1 to 1. A larger x never gives a smaller result.
    - tanh(-x) is tanh(x) with the other sign.
    - x itself stays as it was.

    >>> print(tanh(0.0))
    0.0
    >>> print(tanh(np.array([-1.0, 0.0, 1.0])))
    [-0.76159416  0.          0.76159416]
    """
    return (np.exp(x) - np.exp(-x)) / (np.exp(x) + np.exp(-x))


def neuron(inputs, weights, bias, activation):
    """Give the answer of one neuron: activation(weighted sum + bias).

    inputs: array of shape (n,), decimal numbers; n is 1 or more.
    weights: array of shape (n,), one weight for each input.
    bias: one number. It is added once, before the activation.
    activation: a function. Call it with the finished sum, activation(...),
        and it gives one number.
    Returns: one number, not an array. inputs and weights stay as they were.

    np.square multiplies a number by itself. With it as the activation,
    1 * 3 + 2 * (-1) + 1 = 2 becomes 4:

    >>> print(neuron(np.array([1.0, 2.0]), np.array([3.0, -1.0]), 1.0, np.square))
    4.0
    """
    return activation(np.dot(inputs, weights) + bias)
