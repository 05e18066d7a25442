# Generated from source/convolution/convolution.ipynb by `autograder build`. Do not edit.


import numpy as np


digits = np.load("data/digits.npy")  # each row: 64 pixels from 0 to 16, and the digit
images = digits[:, :64].reshape(-1, 8, 8) / 16  # 1797 pictures of 8 x 8 pixels, from 0 (black) to 1 (white)
labels = digits[:, 64].astype(int)


def relu(x):
    """Keep positive numbers and turn negative ones into 0."""
    return np.maximum(0, x)


def match_patch(patch, filter):
    """Say how well nine pixels fit a filter: pixel times weight, all nine added up.

    patch: array of shape (3, 3), a piece of a picture, whole or decimal numbers.
    filter: array of shape (3, 3), the weights, whole or decimal numbers.
    Returns one number.

    - patch and filter stay as they were.

    >>> patch = np.array([[0, 5, 13], [0, 13, 15], [3, 15, 2]])
    >>> print(match_patch(patch, np.array([[-1, 0, 1], [-1, 0, 1], [-1, 0, 1]])))
    27
    """
    return np.sum(patch * filter)


def convolve(image, filter):
    """Slide a filter over a picture, and write down its answer at every place.

    image: array of shape (h, w), whole or decimal numbers; h and w are 3 or more.
    filter: array of shape (3, 3), the weights, whole or decimal numbers.
    Returns an array of shape (h - 2, w - 2). Its entry at row r and column c is the sum of
        pixel times weight over rows r, r + 1, r + 2 and columns c, c + 1, c + 2 of the picture.

    - The filter is not turned. Decimals are never cut off.
    - image and filter stay as they were.

    >>> bar = np.array([[0.0, 0.0, 1.0, 1.0, 0.0, 0.0]] * 4)
    >>> print(convolve(bar, np.array([[-1, 0, 1], [-1, 0, 1], [-1, 0, 1]])))
    [[ 3.  3. -3. -3.]
     [ 3.  3. -3. -3.]]
    """
    rows, columns = image.shape[0] - 2, image.shape[1] - 2
    answers = np.zeros((rows, columns))
    for r in range(rows):
        for c in range(columns):
            answers[r, c] = match_patch(image[r : r + 3, c : c + 3], filter)
    return answers


vertical = np.array([[-1, 0, 1], [-1, 0, 1], [-1, 0, 1]])
horizontal = np.array([[-1, -1, -1], [0, 0, 0], [1, 1, 1]])
blur = np.full((3, 3), 1 / 9)


def draw_tables(pictures, titles, largest, rows=1):
    """Draw tables side by side: red is positive, blue is negative, white is 0."""
    columns = len(pictures) // rows
    plt.figure(figsize=(2.3 * columns, 2.5 * rows))
    plt.axes([0, 0, 1, 1])  # axes for all pictures together: drawing many axes is slow
    for place, picture in enumerate(pictures):
        x, y = 2.3 * (place % columns), 2.5 * (rows - 1 - place // columns)
        plt.imshow(
            picture,
            cmap="RdBu_r",
            vmin=-largest[place],
            vmax=largest[place],
            extent=[x, x + 2.1, y, y + 2.1],
        )
        plt.text(x + 1.05, y + 2.2, titles[place], fontsize=10, ha="center")
    plt.axis([0, 2.3 * columns, 0, 2.5 * rows])
    plt.axis("off")


def feature_maps(image, filters, biases):
    """Make one feature map for each filter: relu(convolution + bias).

    image: array of shape (h, w); h and w are 3 or more.
    filters: array of shape (f, 3, 3), one filter after the other; f is 1 or more.
    biases: array of shape (f,), one number for each filter.
    Returns an array of shape (f, h - 2, w - 2): the maps, in the order of the filters.

    - No number in it is negative.
    - image, filters and biases stay as they were.

    >>> bar = np.array([[0.0, 0.0, 1.0, 1.0, 0.0, 0.0]] * 3)
    >>> edge = np.array([[-1, 0, 1], [-1, 0, 1], [-1, 0, 1]])
    >>> print(feature_maps(bar, np.array([edge, -edge]), np.array([0, -1])))
    [[[3. 3. 0. 0.]]
    <BLANKLINE>
     [[0. 0. 2. 2.]]]
    """
    maps = []
    for filter, bias in zip(filters, biases):
        maps.append(relu(convolve(image, filter) + bias))
    return np.array(maps)


def max_pool(feature_map, size):
    """Keep the largest number of each block of size x size.

    feature_map: array of shape (h, w), whole or decimal numbers, also negative ones.
    size: how many rows and columns a block has, 1 or more; h and w are multiples of it.
    Returns an array of shape (h // size, w // size).

    - The blocks lie side by side and do not overlap.
    - feature_map stays as it was.

    >>> print(max_pool(np.array([[1, 3, 0, 2], [5, 2, 1, 0], [0, 0, 4, 1], [2, 1, 3, 8.5]]), 2))
    [[5.  2. ]
     [2.  8.5]]
    """
    rows, columns = feature_map.shape[0] // size, feature_map.shape[1] // size
    strongest = np.zeros((rows, columns))
    for r in range(rows):
        for c in range(columns):
            strongest[r, c] = np.max(feature_map[r * size : (r + 1) * size, c * size : (c + 1) * size])
    return strongest


def shifted(pictures):
    """Move every picture one pixel to the right; on the left a black column comes in."""
    moved = np.zeros_like(pictures)
    moved[:, :, 1:] = pictures[:, :, :-1]
    return moved


def draw_pooling(pool, maps, number):
    """Draw a digit, its map of left edges, and what pooling leaves of it; below, the same for the moved digit."""
    tables = []
    for pictures in (images, shifted(images)):
        edges = maps(pictures[number], np.array([vertical]), np.zeros(1))[0]
        tables = [*tables, pictures[number], edges, pool(edges, 2), pool(edges, 6)]
    titles = ["left edge", "blocks of 2", "blocks of 6"]
    draw_tables(
        tables, ["digit", *titles, "moved", *titles], [1, 3, 3, 3] * 2, rows=2
    )


def cnn_scores(image, filters, biases, size, weights, output_bias):
    """Return the scores of one picture: feature maps, pooling, one row, a last layer.

    image: array of shape (h, w).
    filters, biases: arrays of the shapes (f, 3, 3) and (f,).
    size: how many rows and columns a block has; h - 2 and w - 2 are multiples of it.
    weights, output_bias: arrays of the shapes (n, k) and (k,), of the last layer. n is how many
        numbers all pooled maps have together, k is the number of classes.
    Returns an array of shape (k,), one score for each class.

    - The row holds map after map, in the order of the filters, and each map row by row.
    - No activation function follows after the last layer.
    - All arrays stay as they were.

    >>> image = np.array([[0, 0, 1, 1]] * 4)
    >>> edge = np.array([[-1, 0, 1], [-1, 0, 1], [-1, 0, 1]])
    >>> filters, biases = np.array([edge, edge.T]), np.array([0, 1])
    >>> print(cnn_scores(image, filters, biases, 2, np.array([[1, -1], [2, 3]]), np.array([0.5, 1])))
    [5.5 1. ]
    """
    pooled = []
    for feature_map in feature_maps(image, filters, biases):
        pooled.append(max_pool(feature_map, size).flatten())
    return np.concatenate(pooled) @ weights + output_bias


def softmax(scores):
    """Turn the scores of each row into probabilities."""
    powers = np.exp(scores - np.max(scores, axis=1, keepdims=True))
    return powers / np.sum(powers, axis=1, keepdims=True)


def windows_of(pictures, size):
    """Return the 36 windows of each 8 x 8 picture as rows of nine; those of one block side by side."""
    windows = np.stack(
        [pictures[:, r : r + 6, c : c + 6] for r in range(3) for c in range(3)], axis=-1
    ).reshape(-1, 36, 9)
    side = 6 // size
    order = np.arange(36).reshape(side, size, side, size).transpose(0, 2, 1, 3).flatten()
    return windows[:, order]


def fit_cnn(pictures, labels, size, count=24, epochs=30, learning_rate=0.4, seed=0):
    """Train a small CNN on 8 x 8 pictures of ten classes, and return the last five arguments of cnn_scores."""
    rng = np.random.default_rng(seed)
    blocks = (6 // size) ** 2
    filters, biases = rng.standard_normal((9, count)) / 3, np.zeros(count)
    weights, output_bias = rng.standard_normal((count * blocks, 10)) / (count * blocks) ** 0.5, np.zeros(10)
    windows, targets = windows_of(pictures, size), np.eye(10)[labels]
    for epoch in range(epochs):
        rate = learning_rate * (1 - epoch / epochs)
        order = rng.permutation(len(windows))
        for start in range(0, len(order), 32):
            batch = order[start : start + 32]
            maps = relu(windows[batch] @ filters + biases)
            in_blocks = maps.reshape(len(batch), blocks, size * size, count)
            best = np.argmax(in_blocks, axis=2, keepdims=True)
            row = (
                np.take_along_axis(in_blocks, best, axis=2)[:, :, 0]
                .transpose(0, 2, 1)
                .reshape(len(batch), -1)
            )
            at_output = (softmax(row @ weights + output_bias) - targets[batch]) / len(batch)
            at_row = (at_output @ weights.T).reshape(len(batch), count, blocks).transpose(0, 2, 1)
            at_blocks = np.zeros_like(in_blocks)
            np.put_along_axis(at_blocks, best, at_row[:, :, None], axis=2)
            at_maps = at_blocks.reshape(maps.shape) * (maps > 0)
            weights -= rate * row.T @ at_output
            output_bias -= rate * at_output.sum(axis=0)
            filters -= rate * np.tensordot(windows[batch], at_maps, axes=((0, 1), (0, 1)))
            biases -= rate * at_maps.sum(axis=(0, 1))
    return filters.T.reshape(count, 3, 3), biases, size, weights, output_bias


def split_digits(seed=0):
    """Shuffle, and keep a quarter for the test: pictures and labels to learn, pictures and labels to test."""
    order = np.random.default_rng(seed).permutation(len(images))
    test, train = order[: len(images) // 4], order[len(images) // 4 :]
    return images[train], labels[train], images[test], labels[test]


def answers_of(score, network, pictures):
    """Ask for each picture which class has the largest score."""
    return np.array([np.argmax(score(picture, *network)) for picture in pictures])


def draw_learned(score, network, pictures, right):
    """Draw the learned filters, and twelve digits with their answers; wrong ones are red."""
    answers = answers_of(score, network, pictures)
    print(
        f"right answers: {np.sum(answers == right)} of {len(right)}"
    )
    framed = np.pad(network[0], ((0, 0), (0, 1), (0, 1)))  # a white line between two filters
    filters = framed.reshape(2, 12, 4, 4).transpose(0, 2, 1, 3).reshape(8, 48)
    plt.figure(figsize=(9, 3.2))
    plt.axes([0, 0, 1, 0.9])
    plt.title("the learned filters", fontsize=10)
    plt.imshow(filters, cmap="RdBu_r", vmin=-1.5, vmax=1.5, extent=[0, 12, 1.6, 3.6])
    order = np.concatenate([np.flatnonzero(answers != right), np.flatnonzero(answers == right)])
    for x, number in enumerate(order[:12]):
        plt.imshow(pictures[number], cmap="gray", extent=[x, x + 0.85, 0, 0.85])
        color = "red" if answers[number] != right[number] else "black"
        plt.text(x + 0.42, 0.95, answers[number], color=color, fontsize=10, ha="center")
    plt.axis([0, 12, 0, 3.6])
    plt.axis("off")
