# Generated from source/loss/loss.ipynb by `autograder build`. Do not edit.


import numpy as np


def mse_loss(predictions, targets):
    """Give the mean squared error: the mean of (prediction - target) ** 2 over all elements.

    predictions, targets: two arrays of the same shape, (n,) or (n, m), with whole or
        decimal numbers. Both stay as they were.
    Returns: one number, not an array. It is 0 where all predictions are right, and
        never negative. Exchanging the two arrays, or showing the same data twice,
        does not change it.
    Raises ValueError where the two shapes differ, also for (n, 1) and (n,).

    >>> print(mse_loss(np.array([1.0, 4.0, 2.5]), np.array([2.0, 2.0, 2.0])))
    1.75
    """
    if np.shape(predictions) != np.shape(targets):
        raise ValueError("predictions and targets must have the same shape")
    return np.mean((predictions - targets) ** 2)


def bce_loss(predictions, targets):
    """Give the binary cross-entropy: the mean of -(t ln p + (1 - t) ln(1 - p)) over all elements.

    predictions: array of shape (n,) or (n, m), decimal numbers p from 0 to 1, both included.
    targets: array of the same shape, whole or decimal numbers t from 0 to 1.
        Both arrays stay as they were.
    Returns: one number, not an array, and finite for all such predictions.
        Showing the same data twice does not change it.
    Raises ValueError where the two shapes differ, also for (n, 1) and (n,).

    - ln is the natural logarithm.
    - Sure and right, such as p = 1 for t = 1, gives less than 0.00001.
    - Sure and wrong, such as p = 0 for t = 1, gives more than 10.

    >>> print(round(float(bce_loss(np.array([0.9, 0.2]), np.array([1, 0]))), 3))
    0.164
    """
    if np.shape(predictions) != np.shape(targets):
        raise ValueError("predictions and targets must have the same shape")
    p = np.clip(predictions, 1e-12, 1 - 1e-12)
    return -np.mean(targets * np.log(p) + (1 - targets) * np.log(1 - p))


def draw_losses(first, second):
    """Draw two losses against the prediction p, for a target of 1."""
    places = np.linspace(0.005, 1.0, 200)
    for loss, name, style in [(first, "mse_loss", "--"), (second, "bce_loss", "-")]:
        heights = [loss(np.array([p]), np.array([1.0])) for p in places]
        plt.plot(places, heights, style, linewidth=2, label="your " + name)
    plt.xlabel("prediction p")
    plt.ylabel("loss")
    plt.title("Two losses for one prediction, target 1")
    plt.legend()


def sigmoid_derivative(output):
    """Give the slope of sigmoid, from what sigmoid answered: a * (1 - a).

    output: what came out of sigmoid, so it must not go through sigmoid again.
        One number from 0 to 1, or an array of any shape with such numbers.
    Returns: for one number one number, for an array an array of the same shape.
        Each element is computed by itself. output itself stays as it was.

    >>> print(sigmoid_derivative(0.5))
    0.25
    >>> print(sigmoid_derivative(np.array([0.25, 0.5, 1.0])))
    [0.1875 0.25   0.    ]
    """
    return output * (1 - output)


def sigmoid(x):
    """Bend every number into the range from 0 to 1."""
    return 1 / (1 + np.exp(-x))


def draw_slope(derivative):
    """Draw sigmoid, and below it its slope."""
    x = np.linspace(-8, 8, 321)
    plt.subplot(2, 1, 1)
    plt.plot(x, sigmoid(x), linewidth=2)
    plt.ylabel("sigmoid(x)")
    plt.title("Sigmoid and your slope of it")
    plt.subplot(2, 1, 2)
    plt.plot(x, derivative(sigmoid(x)), color="tab:orange", linewidth=2)
    plt.axvline(0, color="lightgray", linewidth=1)
    plt.xlabel("x")
    plt.ylabel("slope")


def numerical_gradient(f, x, h=1e-5):
    """Measure the slope of f in every direction: (f(x + h) - f(x - h)) / (2 h), one place at a time.

    f: a function. It takes an array of the shape of x and gives one number.
    x: array of any shape, whole or decimal numbers. It is the same afterwards.
    h: how far to step to each side. The h that is given is the one that counts.
    Returns: an array of decimal numbers, of the shape of x. Each element says how fast
        f changes where only this element of x moves and all others stand still.

    >>> def f(x):
    ...     return x[0] ** 2 + 3 * x[1]
    >>> print(numerical_gradient(f, np.array([2.0, 5.0])).round(3))
    [4. 3.]
    """
    gradient = np.zeros(x.shape)
    for place in np.ndindex(x.shape):
        step = np.zeros(x.shape)
        step[place] = h
        gradient[place] = (f(x + step) - f(x - step)) / (2 * h)
    return gradient


def hills(x):
    """A path over hills; x holds one number."""
    return np.sin(x[0]) + 0.1 * x[0] ** 2


def draw_tangents(gradient):
    """Draw the path, and at three places a line with the slope that `gradient` measures there."""
    x = np.linspace(-4, 4, 200)
    plt.plot(x, [hills(np.array([value])) for value in x], color="black", linewidth=2)
    for place in [-2.5, 0.0, 2.5]:
        slope = float(gradient(hills, np.array([place]))[0])
        height = hills(np.array([place]))
        ends = np.array([place - 1.2, place + 1.2])
        plt.plot(
            ends,
            height + slope * (ends - place),
            linewidth=2,
            label=f"slope {slope:.2f}",
        )
        plt.plot(place, height, "o", color="black")
    plt.xlabel("x")
    plt.ylabel("height")
    plt.title("A path over hills, and your slopes")
    plt.legend(loc="lower right")
