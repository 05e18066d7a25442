# Generated from source/deep_vs_traditional/deep_vs_traditional.ipynb by `autograder build`. Do not edit.


import numpy as np
from sklearn.datasets import load_breast_cancer
from sklearn.linear_model import LogisticRegression
from sklearn.svm import SVC


def make_rings(count, seed):
    """Make points on two noisy rings: features of shape (count, 2), labels of shape (count,)."""
    rng = np.random.default_rng(seed)
    labels = np.where(np.arange(count) < count // 2, 0, 1)
    radius = np.where(labels == 0, 1.0, 0.4)
    angle = rng.uniform(0, 2 * np.pi, size=count)
    points = np.column_stack([radius * np.cos(angle), radius * np.sin(angle)])
    return points + rng.normal(0, 0.1, size=points.shape), labels


rings, ring_labels = make_rings(400, seed=0)


def train_test_split(features, labels, test_fraction=0.25, seed=0):
    """Shuffle the samples and cut them into a training part and a test part.

    features: array of shape (n,) or (n, columns), one sample in each row; n is 2 or more.
    labels: array of shape (n,), one label for each sample.
    test_fraction: the part of the samples that is kept for the test, between 0 and 1.
    seed: a whole number that decides the shuffling.
    Returns: four arrays, in this order:
        features_train, features_test, labels_train, labels_test.

    - The test part has round(n * test_fraction) samples, and at least one. Where the
      product ends in .5, both whole numbers beside it are right.
    - Each sample is in one of the two parts, once, and keeps its own label.
    - Which samples are in the test part is up to chance. The same seed always gives
      the same split, another seed gives another one.
    - If features and labels differ in length, it raises ValueError.
    - features and labels stay as they were.

    >>> parts = train_test_split(np.arange(8.0), np.arange(8), 0.25, 3)
    >>> print([len(part) for part in parts])
    [6, 2, 6, 2]
    """
    rng = np.random.default_rng(seed)
    if len(features) != len(labels):
        raise ValueError("there must be one label for each sample")
    order = rng.permutation(len(features))
    num_test = max(1, round(len(features) * test_fraction))
    test, train = order[:num_test], order[num_test:]
    return features[train], features[test], labels[train], labels[test]


def accuracy(predictions, labels):
    """Give what fraction of the predictions is right, from 0 (none) to 1 (all).

    predictions, labels: arrays of the same shape, (n,) or (n, 1), that hold numbers
        of classes; n is 1 or more.
    Returns: one number, right answers divided by all answers.

    - If the two shapes differ, it raises ValueError, also for (n, 1) beside (n,).
    - predictions and labels stay as they were.

    >>> print(accuracy(np.array([1, 0, 1, 1]), np.array([1, 0, 0, 1])))
    0.75
    """
    if np.shape(predictions) != np.shape(labels):
        raise ValueError("predictions and labels must have the same shape")
    return float(np.mean(predictions == labels))


def sigmoid(x):
    return 1 / (1 + np.exp(-x))


class TrainedNetwork:
    """A network with one hidden layer that has finished learning."""

    def __init__(self, weights_hidden, bias_hidden, weights_output, bias_output):
        self.weights_hidden, self.bias_hidden = weights_hidden, bias_hidden
        self.weights_output, self.bias_output = weights_output, bias_output

    def predict(self, features):
        """Give a label, 0 or 1, for every row: shape (n,)."""
        hidden = sigmoid(features @ self.weights_hidden + self.bias_hidden)
        output = sigmoid(hidden @ self.weights_output + self.bias_output)
        return np.where(output[:, 0] > 0.5, 1, 0)


def fit_network(features, labels, seed):
    """Train a network with 16 hidden neurons on the cross-entropy: 40 steps, learning rate 12."""
    rng = np.random.default_rng(seed)
    columns = features.shape[1]
    w1, b1 = 4 * rng.standard_normal((columns, 16)) / np.sqrt(columns), np.zeros((1, 16))
    w2, b2 = rng.standard_normal((16, 1)), np.zeros((1, 1))
    targets = labels.reshape(-1, 1)
    learning_rate = 12
    for _ in range(40):
        hidden = sigmoid(features @ w1 + b1)
        output = sigmoid(hidden @ w2 + b2)
        delta_output = (output - targets) / len(targets)
        delta_hidden = delta_output @ w2.T * hidden * (1 - hidden)
        w2 = w2 - learning_rate * (hidden.T @ delta_output)
        b2 = b2 - learning_rate * delta_output.sum(axis=0, keepdims=True)
        w1 = w1 - learning_rate * (features.T @ delta_hidden)
        b1 = b1 - learning_rate * delta_hidden.sum(axis=0, keepdims=True)
    return TrainedNetwork(w1, b1, w2, b2)


def compare_models(features_train, labels_train, features_test, labels_test, seed=0):
    """Let three models learn from the training part, and mark them on the test part.

    features_train: array of shape (n, columns). labels_train: array of shape (n,), 0 or 1.
    features_test: array of shape (m, columns). labels_test: array of shape (m,), 0 or 1.
    seed: a whole number for fit_network.
    Returns: a dictionary of three numbers from 0 to 1, the accuracies on the test part:
        {"logistic_regression": ..., "svc": ..., "neural_network": ...}

    - The models are LogisticRegression(), SVC() and fit_network(..., seed), as they come.
    - No model learns anything from the test part.
    - The four arrays stay as they were.

    >>> steps = np.array([[-2.0], [-1.0], [1.0], [2.0]])
    >>> print(compare_models(steps, np.array([0, 0, 1, 1]), steps, np.array([0, 0, 1, 0])))
    {'logistic_regression': 0.75, 'svc': 0.75, 'neural_network': 0.75}
    """
    models = {
        "logistic_regression": LogisticRegression().fit(features_train, labels_train),
        "svc": SVC().fit(features_train, labels_train),
        "neural_network": fit_network(features_train, labels_train, seed),
    }
    return {name: accuracy(model.predict(features_test), labels_test) for name, model in models.items()}


def draw_map(model, features, labels, title):
    """Colour the sheet by the model's answers, and put the samples on it."""
    steps = np.linspace(-1.5, 1.5, 121)
    across, up = np.meshgrid(steps, steps)
    answers = model.predict(np.column_stack([across.ravel(), up.ravel()])).reshape(across.shape)
    plt.contourf(across, up, answers, levels=[-0.5, 0.5, 1.5], colors=["#cfe2f3", "#fce5cd"])
    plt.scatter(*features[labels == 0].T, marker="o", s=18, color="tab:blue", label="label 0")
    plt.scatter(*features[labels == 1].T, marker="x", s=24, color="tab:orange", label="label 1")
    plt.title(title)
    plt.gca().set_aspect("equal")
    plt.xticks([-1, 0, 1])
    plt.yticks([-1, 0, 1])


def draw_models(known, asked, known_labels, asked_labels):
    """Draw the maps of the three models side by side, for the four parts of a split."""
    scores = compare_models(known, known_labels, asked, asked_labels)
    models = {
        "logistic_regression": LogisticRegression(),
        "svc": SVC(),
        "neural_network": fit_network(known, known_labels, 0),
    }
    plt.figure(figsize=(11, 4.2))
    for place, name in enumerate(models, 1):
        if place < 3:
            models[name].fit(known, known_labels)
        plt.subplot(1, 3, place)
        draw_map(models[name], asked, asked_labels, f"{name}: {scores[name]:.2f}")
    plt.legend(loc="lower right", fontsize=8)
    plt.tight_layout()


def standardized(known, asked):
    """Put the columns of both parts on one scale. The mean and the spread are those of the known part."""
    mean, spread = known.mean(axis=0), known.std(axis=0)
    return (known - mean) / spread, (asked - mean) / spread


def hold_exams(split, compare, seeds):
    """Give the marks of the three models on the lumps, a list of one for each seed."""
    features, labels = load_breast_cancer(return_X_y=True)
    marks = {"logistic_regression": [], "svc": [], "neural_network": []}
    for seed in seeds:
        known, asked, known_labels, asked_labels = split(features, labels, 0.25, seed)
        known, asked = standardized(known, asked)
        scores = compare(known, known_labels, asked, asked_labels, seed)
        for name in marks:
            marks[name].append(scores[name])
    return marks


def draw_exams(split, compare):
    """Hold ten exams on the lumps, print a table of them, and draw a dot for each mark."""
    marks = hold_exams(split, compare, range(10))
    print("                      mean  lowest  highest")
    for row, (name, scores) in enumerate(marks.items()):
        print(f"{name:20}  {np.mean(scores):.3f}   {min(scores):.3f}    {max(scores):.3f}")
        plt.scatter(scores, [row] * 10, s=60, alpha=0.4)
        plt.scatter(np.mean(scores), row, marker="|", s=400, color="black")
    plt.axvline(357 / 569, color="black", linestyle="--", label="always answers 1")
    plt.yticks(range(3), list(marks))
    plt.ylim(2.6, -0.6)
    plt.xlim(0.6, 1)
    plt.xlabel("accuracy")
    plt.title("Ten exams on 569 lumps")
    plt.legend(loc="upper left")
