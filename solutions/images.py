# Generated from source/images/images.ipynb by `autograder build`. Do not edit.


import numpy as np
from sklearn.datasets import load_digits


raw = load_digits()


def load_digits_scaled():
    """Fetch the handwritten digits, each pixel scaled to the range from 0 to 1.

    Returns two arrays, (images, labels), in scikit-learn's own order:
        images: shape (1797, 64), decimal numbers, the raw numbers divided by 16.
        labels: shape (1797,), whole numbers from 0 to 9.

    >>> images, labels = load_digits_scaled()
    >>> print(images.shape, labels.shape, images.max())
    (1797, 64) (1797,) 1.0
    """
    digits = load_digits()
    return digits.data / 16, digits.target


def draw_gallery(images, titles, wrong=()):
    """Draw pictures in rows of ten; the titles at the places in `wrong` are red."""
    rows = (len(images) + 9) // 10
    plt.figure(figsize=(10, 1.2 * rows))
    plt.axes([0, 0, 1, 1])  # axes for all pictures together: drawing many axes is slow
    for place, image in enumerate(images):
        x, y = place % 10, 1.2 * (rows - 1 - place // 10)
        plt.imshow(np.reshape(image, (8, 8)), cmap="gray", vmin=0, vmax=1, extent=[x, x + 0.85, y, y + 0.85])
        color = "red" if place in wrong else "black"
        plt.text(x + 0.42, y + 0.95, titles[place], color=color, fontsize=10, ha="center")
    plt.axis([0, 10, 0, 1.2 * rows])
    plt.axis("off")


def softmax(scores):
    """Turn the scores of each row into probabilities: e^score, divided by the row's sum.

    scores: array of shape (n, k), whole or decimal numbers; n and k are 1 or more.
        One row for each picture, one column for each class.
    Returns an array of the same shape with decimal numbers.

    - None is negative, and each row adds up to 1.
    - Each row is computed by itself. Adding the same number to all scores of a row
      changes nothing.
    - The results are finite also for scores of 1000 and -1000.
    - scores stays as it was.

    >>> print(softmax(np.array([[1.0, 1.0], [2.0, 0.0]])))
    [[0.5        0.5       ]
     [0.88079708 0.11920292]]
    """
    powers = np.exp(scores - np.max(scores, axis=1, keepdims=True))
    return powers / np.sum(powers, axis=1, keepdims=True)


def sigmoid(x):
    return 1 / (1 + np.exp(-x))


def fit_classifier(
    features,
    labels,
    num_classes,
    softmax,
    hidden_size=32,
    epochs=30,
    batch_size=32,
    learning_rate=0.5,
    seed=0,
):
    """Train a network with one hidden layer, and return a function that computes scores."""
    rng = np.random.default_rng(seed)
    num_features = features.shape[1]
    w1, b1 = rng.standard_normal((num_features, hidden_size)) / num_features**0.5, np.zeros((1, hidden_size))
    w2, b2 = rng.standard_normal((hidden_size, num_classes)) / hidden_size**0.5, np.zeros((1, num_classes))
    targets = np.eye(num_classes)[labels.astype(int)]  # 1 at the right class, 0 elsewhere
    for _ in range(epochs):
        order = rng.permutation(len(features))
        for start in range(0, len(order), batch_size):
            batch = order[start : start + batch_size]
            hidden = sigmoid(features[batch] @ w1 + b1)
            at_output = (softmax(hidden @ w2 + b2) - targets[batch]) / len(batch)
            at_hidden = at_output @ w2.T * hidden * (1 - hidden)
            w2 = w2 - learning_rate * hidden.T @ at_output
            b2 = b2 - learning_rate * at_output.sum(axis=0, keepdims=True)
            w1 = w1 - learning_rate * features[batch].T @ at_hidden
            b1 = b1 - learning_rate * at_hidden.sum(axis=0, keepdims=True)

    def scores(new_features):
        return sigmoid(new_features @ w1 + b1) @ w2 + b2

    return scores


def digit_scores(images_train, labels_train, images_test, seed=0):
    """Let a new network learn with your softmax, and return its scores for other pictures."""
    return fit_classifier(images_train, labels_train, 10, softmax, seed=seed)(images_test)


def split_digits(images, labels, seed=0):
    """Shuffle, and keep a quarter for the test: images and labels to learn, images and labels to test."""
    order = np.random.default_rng(seed).permutation(len(images))
    test, train = order[: len(images) // 4], order[len(images) // 4 :]
    return images[train], labels[train], images[test], labels[test]


def predict_classes(probabilities):
    """Return for each row the number of the column that holds the largest entry.

    probabilities: array of shape (n, k), one row for each picture; n and k are 1 or more.
    Returns an array of shape (n,) with whole numbers from 0 to k - 1.

    - Of several equal largest entries the first one counts.
    - probabilities stays as it was.

    >>> print(predict_classes(np.array([[0.1, 0.2, 0.7], [0.4, 0.4, 0.2]])))
    [2 0]
    """
    return np.argmax(probabilities, axis=1)


def digits_exam(seed=0):
    """Let a network learn, and ask it. Return the images of the test part, their labels and its answers."""
    known, known_labels, asked, asked_labels = split_digits(*load_digits_scaled(), seed)
    scores = digit_scores(known, known_labels, asked, seed)
    return asked, asked_labels, predict_classes(softmax(scores))


def draw_exam(images, labels, answers):
    """Draw twenty answers: all mistakes that there are, up to eight, and right ones."""
    right = np.sum(answers == labels)
    print(
        f"right answers: {right} of {len(labels)} = {right / len(labels):.3f}"
    )
    order = np.concatenate([np.flatnonzero(answers != labels)[:8], np.flatnonzero(answers == labels)])[:20]
    order = np.sort(order)
    wrong = np.flatnonzero(answers[order] != labels[order])
    titles = [
        f"{answers[i]}"
        if answers[i] == labels[i]
        else f"{answers[i]} (is {labels[i]})"
        for i in order
    ]
    draw_gallery(images[order], titles, wrong)


def confusion_matrix(labels, predictions, num_classes):
    """Count how often each label met each prediction. Row: the label. Column: the prediction.

    labels, predictions: arrays of shape (n,) with whole numbers from 0 to num_classes - 1;
        n is 1 or more.
    num_classes: the number of classes, 1 or more.
    Returns an array of shape (num_classes, num_classes) with whole numbers.

    - All entries together are n. What is right is on the diagonal.
    - A class that never occurs has zeros.
    - If labels and predictions differ in length, it raises ValueError.
    - labels and predictions stay as they were.

    >>> print(confusion_matrix(np.array([0, 0, 1, 2, 2]), np.array([0, 1, 1, 2, 0]), 3))
    [[1 1 0]
     [0 1 0]
     [1 0 1]]
    """
    if len(labels) != len(predictions):
        raise ValueError("there must be one prediction for each label")
    counts = np.zeros((num_classes, num_classes), dtype=int)
    for label, prediction in zip(labels, predictions):
        counts[label, prediction] += 1
    return counts


def draw_confusion(counts):
    """Draw a confusion matrix; right answers are grey, mistakes are the darker the more there are."""
    mistakes = np.where(np.eye(len(counts)) == 1, np.nan, counts)
    plt.figure(figsize=(5.6, 5.2))
    plt.gca().set_facecolor("lightgray")
    plt.imshow(mistakes, cmap="OrRd", vmin=0, vmax=max(1, 1.6 * np.nanmax(mistakes)))
    for row in range(len(counts)):
        for column in range(len(counts)):
            if counts[row, column]:
                plt.text(column, row, counts[row, column], ha="center", va="center", fontsize=9)
    plt.xticks(range(len(counts)))
    plt.yticks(range(len(counts)))
    plt.xlabel("prediction")
    plt.ylabel("label (truth)")


def shifted(images):
    """Move every picture one pixel to the right; on the left a black column comes in."""
    pictures = images.reshape(-1, 8, 8)
    moved = np.zeros_like(pictures)
    moved[:, :, 1:] = pictures[:, :, :-1]
    return moved.reshape(-1, 64)
