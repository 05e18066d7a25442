# Generated from source/deep/deep.ipynb by `autograder build`. Do not edit.


import numpy as np


def activate(activation, sums):
    """Bend the sums of a layer."""
    if activation == "sigmoid":
        return 1 / (1 + np.exp(-sums))
    if activation == "tanh":
        return np.tanh(sums)
    if activation == "relu":
        return np.maximum(0, sums)
    raise ValueError(f"there is no activation {activation}")


def slopes_at(activation, outputs):
    """Return the slope of an activation at each place, from its output there."""
    if activation == "sigmoid":
        return outputs * (1 - outputs)
    if activation == "tanh":
        return 1 - outputs**2
    if activation == "relu":
        return np.where(outputs > 0, 1.0, 0.0)
    raise ValueError(f"there is no activation {activation}")


def layer_outputs(layers, activation, inputs):
    """Send the inputs through all layers. Return a list: the inputs, and the output of each layer."""
    outputs = [inputs]
    for number, (weights, bias) in enumerate(layers):
        sums = np.dot(outputs[number], weights) + bias
        is_last = number == len(layers) - 1
        outputs.append(activate("sigmoid" if is_last else activation, sums))
    return outputs


def mse_loss(predictions, targets):
    """Return the mean of the squared gaps, over all elements."""
    return np.mean((predictions - targets) ** 2)


def output_delta(outputs, targets):
    """Return the delta of the output layer: the slope of the loss for each sum behind an output.

    outputs: array of shape (n, o), what the network answered with sigmoid, between 0 and 1.
    targets: array of shape (n, o), whole or decimal numbers.
    Returns: an array of shape (n, o). The loss is the mean of the squared gaps over all
        n * o elements, and the sum went through sigmoid.
    Both arrays stay as they were.

    >>> print(output_delta(np.array([[0.5, 0.8]]), np.array([[1, 0]])))
    [[-0.125  0.128]]
    """
    return 2 * (outputs - targets) / targets.size * slopes_at("sigmoid", outputs)


def hidden_delta(delta, weights, slopes):
    """Bring the delta of a layer back to the layer before it.

    delta: array of shape (n, o), the delta of a layer.
    weights: array of shape (h, o), the weights of this layer, from h nodes to o nodes.
    slopes: array of shape (n, h), the slopes of the activation at the h nodes before it.
    Returns: an array of shape (n, h), the delta of the layer before.
    The arrays stay as they were.

    >>> weights = np.array([[1.0, 3.0], [2.0, -1.0]])
    >>> delta = hidden_delta(np.array([[0.2, -0.1]]), weights, np.array([[0.25, 0.16]]))
    >>> print(delta.round(3))
    [[-0.025  0.08 ]]
    """
    return np.dot(delta, weights.T) * slopes


def layer_gradients(inputs, delta):
    """Return the slopes of the loss for the weights and the bias of one layer.

    inputs: array of shape (n, i), what went into the layer, whole or decimal numbers.
    delta: array of shape (n, o), the delta of the layer.
    Returns: a pair. The slopes of the weights, shape (i, o), and of the bias, shape (1, o).
        They are added up over the n samples.
    Both arrays stay as they were.

    >>> for_weights, for_bias = layer_gradients(np.array([[1, 2], [3, 0]]), np.array([[0.5], [-1.0]]))
    >>> print(for_weights.tolist(), for_bias.tolist())
    [[-2.5], [1.0]] [[-0.5]]
    """
    return np.dot(inputs.T, delta), delta.sum(axis=0, keepdims=True)


def backward(layers, activation, inputs, targets):
    """Return the slopes of mse_loss for all weights and biases of a network with any number of layers.

    layers: list of at least one pair (weights, bias). weights (from, to), bias (1, to).
    activation: "sigmoid", "tanh" or "relu", for all hidden layers. The output layer has sigmoid.
    inputs: array of shape (n, i). targets: array of shape (n, o). Whole or decimal numbers.
    Returns: a list with one pair for each layer, in the order of layers: the slopes for its
        weights, (from, to), and for its bias, (1, to).
    The layers, the inputs and the targets stay as they were.

    >>> first = (np.array([[1.0]]), np.array([[-1.0]]))
    >>> second = (np.array([[3.0]]), np.array([[-2.0]]))
    >>> third = (np.array([[2.0]]), np.array([[-2.0]]))
    >>> gradients = backward([first, second, third], "relu", np.array([[2.0]]), np.array([[0.0]]))
    >>> for for_weights, for_bias in gradients:
    ...     print(for_weights, for_bias)
    [[3.]] [[1.5]]
    [[0.5]] [[0.5]]
    [[0.25]] [[0.25]]
    """
    outputs = layer_outputs(layers, activation, inputs)
    delta = output_delta(outputs[-1], targets)
    gradients = [layer_gradients(outputs[-2], delta)]
    for number in reversed(range(1, len(layers))):
        weights = layers[number][0]
        delta = hidden_delta(delta, weights, slopes_at(activation, outputs[number]))
        gradients.insert(0, layer_gradients(outputs[number - 1], delta))
    return gradients


def new_layers(sizes, activation, seed):
    """Make layers for sizes such as [64, 32, 10]: weights of chance, biases of 0."""
    dice = np.random.default_rng(seed)
    spread = 2 if activation == "relu" else 1
    layers = []
    for number in range(len(sizes) - 1):
        here, there = sizes[number], sizes[number + 1]
        weights = dice.normal(size=(here, there)) * np.sqrt(spread / here)
        layers.append((weights, np.zeros((1, there))))
    return layers


def measured_slopes(layers, activation, inputs, targets):
    """Measure the slopes of the loss: move each number a tiny bit up and down, one at a time."""
    measured = []
    for array in [array for layer in layers for array in layer]:
        slopes = np.zeros(array.shape)
        for place in np.ndindex(array.shape):
            before = array[place]
            array[place] = before + 1e-5
            above = mse_loss(layer_outputs(layers, activation, inputs)[-1], targets)
            array[place] = before - 1e-5
            below = mse_loss(layer_outputs(layers, activation, inputs)[-1], targets)
            array[place] = before
            slopes[place] = (above - below) / 2e-5
        measured.append(slopes)
    return measured


def draw_measured(back):
    """Compare the slopes of `back` with measured ones, for one network of four layers."""
    dice = np.random.default_rng(1)
    layers = new_layers([2, 4, 4, 3, 2], "tanh", seed=1)
    samples, wished = dice.normal(size=(6, 2)), dice.uniform(size=(6, 2))
    own = [array for pair in back(layers, "tanh", samples, wished) for array in pair]
    measured = measured_slopes(layers, "tanh", samples, wished)
    largest = max(np.abs(slopes).max() for slopes in measured)
    plt.plot([-largest, largest], [-largest, largest], color="lightgray", linewidth=3)
    for number, sign in enumerate("os^D"):
        across = np.concatenate([measured[2 * number].ravel(), measured[2 * number + 1].ravel()])
        upwards = np.concatenate([np.ravel(own[2 * number]), np.ravel(own[2 * number + 1])])
        plt.plot(across, upwards, sign, label=f"layers[{number}]")
    plt.xlabel("measured slope")
    plt.ylabel("slope from your backward")
    plt.title(
        "Every weight and bias of four layers: yours against measured"
    )
    plt.legend()


def update(layers, gradients, learning_rate):
    """Return the layers after one step against their slopes. The old layers stay as they were.

    layers: list of pairs (weights, bias).
    gradients: list of pairs of the same shapes, as backward returns it.
    learning_rate: one number, 0 or more.
    Returns: a new list of pairs: each array minus learning_rate times its slopes.
    The layers, the gradients and all arrays in them stay as they were.

    >>> layers = [(np.array([[2.0]]), np.array([[-2.0]]))]
    >>> gradients = [(np.array([[0.25]]), np.array([[0.5]]))]
    >>> print(update(layers, gradients, 2.0), layers)
    [(array([[1.5]]), array([[-3.]]))] [(array([[2.]]), array([[-2.]]))]
    """
    moved = []
    for (weights, bias), (for_weights, for_bias) in zip(layers, gradients):
        moved.append((weights - learning_rate * for_weights, bias - learning_rate * for_bias))
    return moved


def mini_batches(inputs, targets, size, order):
    """Deal out the samples in small portions, in a given order.

    inputs: array with n rows. targets: array with n rows. Row k of both is sample k.
    size: how many samples a portion has, a whole number, 1 or more.
    order: array with the numbers from 0 to n - 1, already shuffled. Each sample is dealt out once.
    Returns: a list of pairs (some_inputs, some_targets). All have `size` samples; only the
        last may have fewer. None is empty.
    The three arrays stay as they were.

    >>> inputs = np.array([[0], [10], [20], [30], [40]])
    >>> targets = np.array([[0], [1], [0], [1], [0]])
    >>> for some_inputs, some_targets in mini_batches(inputs, targets, 2, np.array([3, 0, 4, 1, 2])):
    ...     print(some_inputs.tolist(), some_targets.tolist())
    [[30], [0]] [[1], [0]]
    [[40], [10]] [[0], [1]]
    [[20]] [[0]]
    """
    portions = []
    for start in range(0, len(order), size):
        chosen = order[start : start + size]
        portions.append((inputs[chosen], targets[chosen]))
    return portions


def shuffled_digits(seed):
    """Fetch the digits in an order of chance: pictures, targets (ten for each), and labels."""
    digits = np.load("data/digits.npy")  # each row: 64 pixels from 0 to 16, and the digit
    order = np.random.default_rng(seed).permutation(len(digits))
    labels = digits[order, 64].astype(int)
    return digits[order, :64] / 16, np.eye(10)[labels], labels


def one_epoch(tools, layers, activation, inputs, targets, size, order):
    """Show every sample once, in portions, and take a step after each of them."""
    back, step, portions = tools
    for some_inputs, some_targets in portions(inputs, targets, size, order):
        layers = step(layers, back(layers, activation, some_inputs, some_targets), 2.0)
    return layers


def share_right(layers, activation, pictures, labels):
    """Return the share of the pictures that is read correctly: the largest of ten outputs wins."""
    winners = layer_outputs(layers, activation, pictures)[-1].argmax(axis=1)
    return np.mean(winners == labels)


def learning_curve(tools, sizes, activation, size, epochs, seed=0):
    """Teach a new network 1400 digits, and return its accuracy on the others before each epoch and at the end."""
    pictures, targets, labels = shuffled_digits(seed)
    dice = np.random.default_rng(seed)
    layers = new_layers(sizes, activation, seed)
    curve = [share_right(layers, activation, pictures[1400:], labels[1400:])]
    for _ in range(epochs):
        order = dice.permutation(1400)
        layers = one_epoch(tools, layers, activation, pictures[:1400], targets[:1400], size, order)
        curve.append(share_right(layers, activation, pictures[1400:], labels[1400:]))
    return curve


def draw_portions(tools):
    """Draw how three networks learn that see the same pictures in portions of three sizes."""
    for size, name in (
        (1400, "all 1400 at once"),
        (200, "portions of 200"),
        (32, "portions of 32"),
    ):
        plt.plot(learning_curve(tools, [64, 32, 10], "tanh", size, epochs=10), "o-", label=name)
    plt.ylim(0, 1)
    plt.xlabel("epoch")
    plt.ylabel("accuracy on the test set")
    plt.title("The same pictures, in portions of three sizes")
    plt.legend()


def draw_depth(tools, hidden_layers=5, epochs=20, seed=0):
    """Draw how networks of the same depth learn with three activation functions."""
    sizes = [64] + [32] * hidden_layers + [10]
    for activation, sign in (("sigmoid", "o-"), ("tanh", "s-"), ("relu", "^-")):
        curve = learning_curve(tools, sizes, activation, 32, epochs, seed)
        plt.plot(curve, sign, label=f"{activation}: {curve[-1]:.2f}")
    plt.axhline(0.1, color="lightgray", linewidth=3, zorder=0, label="guessing: 0.10")
    plt.xticks(range(0, epochs + 1, 5))
    plt.ylim(0, 1)
    plt.xlabel("epoch")
    plt.ylabel("accuracy on the test set")
    plt.title(
        f"{hidden_layers} hidden layers, three activation functions"
    )
    plt.legend()


def draw_slopes(back, hidden_layers=5, seed=0):
    """Draw how large the slopes are in each layer of new networks, with three activation functions."""
    pictures, targets, _ = shuffled_digits(seed)
    sizes = [64] + [32] * hidden_layers + [10]
    for activation, sign in (("sigmoid", "o-"), ("tanh", "s-"), ("relu", "^-")):
        layers = new_layers(sizes, activation, seed)
        gradients = back(layers, activation, pictures[:1400], targets[:1400])
        means = [np.mean(np.abs(for_weights)) for for_weights, _ in gradients]
        plt.plot(
            range(len(means)),
            means,
            sign,
            label=f"{activation}: layers[0] has {means[0]:.1e}",
        )
    plt.yscale("log")
    plt.xlabel("layer")
    plt.ylabel("mean size of the slopes")
    plt.title("How much of the error reaches each layer")
    plt.legend()


def watched_training(tools, layers, activation, known, watched, epochs):
    """Train on `known`, watch the loss on `watched`, and return the history and the best layers."""
    dice = np.random.default_rng(0)
    history = []
    best_epoch, best_layers = 0, layers
    for epoch in range(epochs):
        losses = [
            mse_loss(layer_outputs(layers, activation, part[0])[-1], part[1]) for part in (known, watched)
        ]
        history.append(losses)
        if losses[1] < history[best_epoch][1]:
            best_epoch, best_layers = epoch, layers
        layers = one_epoch(tools, layers, activation, *known, 10, dice.permutation(len(known[0])))
    return history, best_epoch, best_layers, layers


def draw_overfitting(tools, epochs=100, seed=0):
    """Teach 200 digits, 40 of them with wrong labels, and draw the loss on these and on others."""
    pictures, targets, labels = shuffled_digits(seed)
    wrong = (labels[:40] + 1) % 10  # a 3 is called a 4
    known = pictures[:200], np.concatenate([np.eye(10)[wrong], targets[40:200]])
    watched = pictures[200:400], targets[200:400]
    layers = new_layers([64, 64, 64, 10], "relu", seed)
    history, best_epoch, best, last = watched_training(tools, layers, "relu", known, watched, epochs)
    rights = [share_right(layers, "relu", pictures[400:], labels[400:]) for layers in (best, last)]
    plt.plot(
        [known_loss for known_loss, _ in history],
        linewidth=2,
        label="training set (40 labels wrong)",
    )
    plt.plot([watched_loss for _, watched_loss in history], linewidth=2, label="validation set")
    plt.axvline(
        best_epoch,
        color="gray",
        linestyle="--",
        label=f"kept: epoch {best_epoch}",
    )
    plt.ylim(0, 0.1)
    plt.xlabel("epoch")
    plt.ylabel("loss")
    plt.title(
        f"Accuracy on the test set: {rights[0]:.2f} if kept there, {rights[1]:.2f} at the end"
    )
    plt.legend()
