# Generated from source/my_network/my_network.ipynb by `autograder build`. Do not edit.


import numpy as np


def load_digits_scaled():
    """Fetch the pictures, (1797, 64) with pixels from 0 to 1, and their labels, (1797,)."""
    digits = np.load("data/digits.npy")  # each row: 64 pixels from 0 to 16, and the digit
    return digits[:, :64] / 16, digits[:, 64].astype(int)


def train_test_split(features, labels, test_fraction=0.25, seed=0):
    """Shuffle and cut: features to learn from, features of the exam, and the labels of both."""
    count = max(1, round(len(features) * test_fraction))
    order = np.random.default_rng(seed).permutation(len(features))
    return features[order[count:]], features[order[:count]], labels[order[count:]], labels[order[:count]]


def one_hot(labels, num_classes):
    """Turn each label into a row with a 1 in the column of its class and 0 elsewhere."""
    table = np.zeros((len(labels), num_classes))
    table[np.arange(len(labels)), labels] = 1
    return table


def sigmoid(x):
    """Bend every number into the range from 0 to 1."""
    return 1 / (1 + np.exp(-x))


def softmax(scores):
    """Turn the scores of each row into probabilities that add up to 1."""
    powers = np.exp(scores - np.max(scores, axis=1, keepdims=True))
    return powers / np.sum(powers, axis=1, keepdims=True)


def ideal_digits(images, labels):
    """Return the mean picture of each digit from 0 to 9: an array of shape (10, 64)."""
    ideals = np.zeros((10, images.shape[1]))
    for digit in range(10):
        ideals[digit] = images[labels == digit].mean(axis=0)
    return ideals


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


def draw_ideals():
    """Draw the ten ideals of the digits that are there to learn from."""
    known, _, known_labels, _ = train_test_split(*load_digits_scaled())
    draw_gallery(ideal_digits(known, known_labels), range(10))


def nearest_ideal(images, ideals):
    """Return for each picture the number of the ideal that is nearest to it.

    images: array of shape (n, p), one picture in each row, decimal numbers.
    ideals: array of shape (k, p), one ideal in each row. n, k and p are 1 or more.
    Returns an array of shape (n,) with whole numbers from 0 to k - 1.

    - The distance is the sum of the squared gaps, over all p pixels.
    - Of several equally near ideals the first one counts.
    - images and ideals stay as they were.

    >>> ideals = np.array([[1.0, 0.0, 1.0, 0.0], [1.0, 1.0, 0.0, 0.0]])
    >>> print(nearest_ideal(np.array([[1.0, 1.0, 0.5, 0.0], [0.5, 0.0, 1.0, 0.0]]), ideals))
    [1 0]
    """
    distances = np.zeros((len(images), len(ideals)))
    for place in range(len(ideals)):
        distances[:, place] = np.sum((images - ideals[place]) ** 2, axis=1)
    return np.argmin(distances, axis=1)


def draw_answers(images, labels, answers):
    """Print how many answers are right, and draw twenty: mistakes first, up to ten of them."""
    right = np.sum(answers == labels)
    print(
        f"right answers: {right} of {len(labels)} = {right / len(labels):.3f}"
    )
    wrong = np.flatnonzero(answers != labels)[:10]
    shown = np.concatenate([wrong, np.flatnonzero(answers == labels)])[:20]
    titles = [
        f"{answers[i]} (is {labels[i]})"
        if answers[i] != labels[i]
        else f"{answers[i]}"
        for i in shown
    ]
    draw_gallery(images[shown], titles, range(len(wrong)))


def draw_baseline(nearest):
    """Let the ideals of the known digits take the exam."""
    known, exam, known_labels, exam_labels = train_test_split(*load_digits_scaled())
    draw_answers(exam, exam_labels, nearest(exam, ideal_digits(known, known_labels)))


def cross_entropy(probabilities, targets):
    """Return the mean, over the rows, of -ln(probability of the right class): one number.

    probabilities: array of shape (n, k) with numbers from 0 to 1; each row adds up to 1.
    targets: array of shape (n, k), whole or decimal numbers; each row holds a single 1, at the
        right class, and 0 elsewhere. n and k are 1 or more.
    Returns one number. It is divided by the number of rows, n.

    - A probability of 0 counts as a tiny number, such as 1e-12, so that the loss is finite.
    - Both arrays stay as they were.

    >>> probabilities = np.array([[0.7, 0.2, 0.1], [0.1, 0.5, 0.4]])
    >>> print(round(float(cross_entropy(probabilities, np.array([[1, 0, 0], [0, 0, 1]]))), 3))
    0.636
    """
    safe = np.maximum(probabilities, 1e-12)
    return -np.mean(np.sum(targets * np.log(safe), axis=1))


def draw_loss(loss):
    """Draw the loss of one picture against the probability of its right digit."""
    shares = np.linspace(0.01, 1, 100)
    heights = [loss(np.array([[share, 1 - share]]), np.array([[1, 0]])) for share in shares]
    plt.plot(shares, heights, linewidth=2)
    plt.axvline(0.1, color="gray", linestyle=":", label="knows nothing yet")
    plt.xlabel("probability of the right digit")
    plt.ylabel("loss")
    plt.title("Your cross-entropy")
    plt.legend()


def backward(images, hidden, probabilities, targets, weights_hidden_output):
    """Return the gradient of the cross-entropy for all weights and biases of a network.

    images: array of shape (n, i), whole or decimal numbers. Each row is one picture.
    hidden: array of shape (n, h), the output of the hidden layer, after sigmoid.
    probabilities: array of shape (n, o), the output of the network, after softmax.
    targets: array of shape (n, o), whole or decimal numbers; each row holds a single 1.
    weights_hidden_output: array of shape (h, o).
    Returns: a dictionary with four arrays.

        "weights_input_hidden" (i, h)      "bias_hidden" (1, h)
        "weights_hidden_output" (h, o)     "bias_output" (1, o)

    The loss is a mean over the n pictures, so the same pictures twice give the same gradient.
    All five arrays stay as they were.

    >>> images, hidden = np.array([[2.0]]), np.array([[0.5]])
    >>> probabilities, targets = np.array([[0.5, 0.5]]), np.array([[0, 1]])
    >>> gradients = backward(images, hidden, probabilities, targets, np.array([[4.0, -4.0]]))
    >>> print(gradients["weights_input_hidden"], gradients["bias_hidden"])
    [[2.]] [[1.]]
    >>> print(gradients["weights_hidden_output"], gradients["bias_output"])
    [[ 0.25 -0.25]] [[ 0.5 -0.5]]
    """
    delta_output = (probabilities - targets) / len(images)
    delta_hidden = np.dot(delta_output, weights_hidden_output.T) * hidden * (1 - hidden)
    return {
        "weights_input_hidden": np.dot(images.T, delta_hidden),
        "bias_hidden": delta_hidden.sum(axis=0, keepdims=True),
        "weights_hidden_output": np.dot(hidden.T, delta_output),
        "bias_output": delta_output.sum(axis=0, keepdims=True),
    }


NAMES = ["weights_input_hidden", "bias_hidden", "weights_hidden_output", "bias_output"]


def draw_gradients(back):
    """Compare the gradients of `back` with measured ones, for one network."""
    dice = np.random.default_rng(5)
    pictures, digits = dice.uniform(size=(6, 3)), np.array([0, 2, 1, 2, 0, 1])
    numbers = [dice.normal(size=shape) for shape in [(3, 4), (1, 4), (4, 3), (1, 3)]]

    def answers(w1, b1, w2, b2):
        inner = sigmoid(pictures @ w1 + b1)
        return softmax(inner @ w2 + b2), inner

    def height(moved):
        return -np.log(answers(*moved)[0][np.arange(6), digits]).mean()

    shares, inner = answers(*numbers)
    own = back(pictures, inner, shares, np.eye(3)[digits], numbers[2])
    for number, (name, mark) in enumerate(zip(NAMES, "os^v")):
        measured = np.zeros(numbers[number].shape)
        for place in np.ndindex(measured.shape):
            step = [np.zeros(array.shape) for array in numbers]
            step[number][place] = 1e-5
            above = height([array + tiny for array, tiny in zip(numbers, step)])
            below = height([array - tiny for array, tiny in zip(numbers, step)])
            measured[place] = (above - below) / 2e-5
        plt.plot(measured.ravel(), np.ravel(own[name]), mark, label=name, zorder=3)
    plt.axline((0, 0), slope=1, color="lightgray", linewidth=3)
    plt.xlabel("measured slope")
    plt.ylabel("slope from your backward")
    plt.title("Every weight and bias: yours against measured")
    plt.legend()


class MyNetwork:
    """A network with one hidden layer that gives a probability for each class.

    MyNetwork(input_size, hidden_size, output_size) builds a network with four float arrays:

    weights_input_hidden    shape (input_size, hidden_size)     standard normal random numbers
    bias_hidden             shape (1, hidden_size)              zeros
    weights_hidden_output   shape (hidden_size, output_size)    standard normal random numbers
    bias_output             shape (1, output_size)              zeros

    >>> net = MyNetwork(64, 32, 10)
    >>> net.weights_input_hidden.shape
    (64, 32)
    >>> net.bias_output.shape
    (1, 10)
    """

    def __init__(self, input_size, hidden_size, output_size):
        """Give the new network its four arrays, with new random weights."""
        self.weights_input_hidden = np.random.randn(input_size, hidden_size)
        self.bias_hidden = np.zeros((1, hidden_size))
        self.weights_hidden_output = np.random.randn(hidden_size, output_size)
        self.bias_output = np.zeros((1, output_size))

    def forward(self, images):
        """Send pictures through the network and return two arrays: (probabilities, hidden).

        images: array of shape (n, input_size), whole or decimal numbers. Each row is one picture.
        probabilities: softmax of the scores, shape (n, output_size).
        hidden: the output of the hidden layer after sigmoid, shape (n, hidden_size).
        The images and the four arrays stay as they were.

        >>> net = MyNetwork(1, 1, 2)
        >>> net.weights_input_hidden, net.bias_hidden = np.array([[1.0]]), np.array([[-2.0]])
        >>> net.weights_hidden_output, net.bias_output = np.array([[4.0, -4.0]]), np.array([[-2.0, 2.0]])
        >>> probabilities, hidden = net.forward(np.array([[2.0]]))
        >>> print(probabilities, hidden)
        [[0.5 0.5]] [[0.5]]
        """
        hidden = sigmoid(np.dot(images, self.weights_input_hidden) + self.bias_hidden)
        scores = np.dot(hidden, self.weights_hidden_output) + self.bias_output
        return softmax(scores), hidden

    def update(self, gradients, learning_rate):
        """Move all weights and biases one step against their gradients.

        gradients: a dictionary with an array for each of the four names. It stays as it was.
        learning_rate: one number, 0 or more.
        What it returns does not matter.
        """
        self.weights_input_hidden = (
            self.weights_input_hidden - learning_rate * gradients["weights_input_hidden"]
        )
        self.bias_hidden = self.bias_hidden - learning_rate * gradients["bias_hidden"]
        self.weights_hidden_output = (
            self.weights_hidden_output - learning_rate * gradients["weights_hidden_output"]
        )
        self.bias_output = self.bias_output - learning_rate * gradients["bias_output"]

    def train(self, images, targets, epochs, learning_rate):
        """Take `epochs` steps, each with all pictures, and return the list of the losses.

        images: array of shape (n, input_size). targets: array of shape (n, output_size), one-hot
            rows. Both stay as they were.
        epochs: a whole number, 0 or more. With 0 the list is empty and nothing changes.
        Entry k of the list is the cross-entropy before step k. A second training goes on from
        where the first one stopped.

        (`net` is the network from the example of `forward`.)

        >>> losses = net.train(np.array([[2.0]]), np.array([[0, 1]]), 2, 1.0)
        >>> print(round(float(losses[0]), 3), round(float(losses[1]), 3))
        0.693 0.007
        """
        losses = []
        for _ in range(epochs):
            probabilities, hidden = self.forward(images)
            losses.append(cross_entropy(probabilities, targets))
            gradients = backward(images, hidden, probabilities, targets, self.weights_hidden_output)
            self.update(gradients, learning_rate)
        return losses

    def predict(self, images):
        """Return the class with the largest probability for each picture.

        images: array of shape (n, input_size). They and the network stay as they were.
        Returns an array of shape (n,) with whole numbers from 0 to output_size - 1.

        (`net` is the network from the example of `train`, after its two steps.)

        >>> print(net.predict(np.array([[2.0]])))
        [1]
        """
        return np.argmax(self.forward(images)[0], axis=1)


def schooled(network, seed=0):
    """Let a 64-32-10 network learn. Return the network, its losses, and pictures and labels of the exam."""
    known, exam, known_labels, exam_labels = train_test_split(*load_digits_scaled(), 0.25, seed)
    np.random.seed(seed)
    net = network(64, 32, 10)
    losses = net.train(known, one_hot(known_labels, 10), 500, 2.0)
    return net, losses, exam, exam_labels


def draw_school(network):
    """Draw how the loss of a network falls while it learns."""
    losses = schooled(network)[1]
    plt.figure(figsize=(8, 3))
    plt.plot(losses, linewidth=2)
    plt.axhline(np.log(10), color="gray", linestyle=":", label="0.1 for each digit")
    plt.xlabel("epoch")
    plt.ylabel("loss")
    plt.title("Your network learns to read")
    plt.legend()


def draw_own_exam(network):
    """Let a network learn, and draw its answers in the exam."""
    net, _, exam, labels = schooled(network)
    draw_answers(exam, labels, net.predict(exam))


def draw_confusion(network, seed=0):
    """Count in the exam which digit is taken for which: print what happened twice or more, and draw all."""
    net, _, exam, labels = schooled(network, seed)
    answers = net.predict(exam)
    counts = np.zeros((10, 10), dtype=int)
    for label, answer in zip(labels, answers):
        counts[label, answer] += 1
    right, count = np.trace(counts), counts.sum()
    print(
        f"right: {right} of {count} = {right / count:.3f}"
    )
    for digit in range(10):
        for answer in range(10):
            if digit != answer and counts[digit, answer] > 1:
                print(
                    f"{digit} was read as {answer}: {counts[digit, answer]} times"
                )
    mistakes = np.where(np.eye(10) == 1, np.nan, counts)
    plt.figure(figsize=(5.6, 5.2))
    plt.gca().set_facecolor("lightgray")
    plt.imshow(mistakes, cmap="OrRd", vmin=0, vmax=max(1, 1.6 * np.nanmax(mistakes)))
    for digit, answer in np.argwhere(counts > 0):
        plt.text(answer, digit, counts[digit, answer], ha="center", va="center", fontsize=9)
    plt.xticks(range(10))
    plt.yticks(range(10))
    plt.xlabel("answer")
    plt.ylabel("digit")
    plt.title("What your network takes for what")


BRIGHTNESS = {".": 0.0, "+": 0.5, "#": 1.0}


def picture_of(text):
    """Turn 8 lines of 8 marks into a row of 64 pixels."""
    lines = text.split()
    if [len(line) for line in lines] != [8] * 8 or not set("".join(lines)) <= set(BRIGHTNESS):
        raise ValueError(
            "a picture needs 8 lines of 8 marks each, and the marks are . + #"
        )
    return np.array([[BRIGHTNESS[mark] for line in lines for mark in line]])


def draw_reading(net, picture):
    """Draw a picture, and what a network says about it."""
    shares = net.forward(picture)[0][0]
    plt.figure(figsize=(8, 3))
    plt.subplot(1, 2, 1)
    plt.imshow(picture.reshape(8, 8), cmap="gray", vmin=0, vmax=1)
    plt.title("your picture")
    plt.axis("off")
    plt.subplot(1, 2, 2)
    plt.bar(
        range(10), shares, color=["tab:orange" if share == max(shares) else "tab:blue" for share in shares]
    )
    plt.xticks(range(10))
    plt.ylim(0, 1.05)
    plt.xlabel("digit")
    plt.ylabel("probability")
    plt.title(f"your network says: {np.argmax(shares)}")
    plt.tight_layout()


def show_pad(net):
    """Show a pad to click on, where ipywidgets is there; else say how to draw without it."""
    try:
        import ipywidgets
        from IPython.display import display
    except ImportError:
        print(
            "No pad without the package ipywidgets: change the marks in the cell above instead."
        )
        return
    square = ipywidgets.Layout(width="34px", height="34px", padding="0px", margin="1px")
    squares = [ipywidgets.ToggleButton(layout=square) for _ in range(64)]
    read, clear = (
        ipywidgets.Button(description="Read"),
        ipywidgets.Button(description="Clear"),
    )
    answer = ipywidgets.Output()

    def color(change):
        change["owner"].button_style = "warning" if change["new"] else ""

    def on_read(_):
        answer.clear_output(wait=True)
        with answer:
            draw_reading(net, np.array([[float(each.value) for each in squares]]))
            plt.show()

    def on_clear(_):
        for each in squares:
            each.value = False

    for each in squares:
        each.observe(color, "value")
    read.on_click(on_read)
    clear.on_click(on_clear)
    grid = ipywidgets.GridBox(squares, layout=ipywidgets.Layout(grid_template_columns="repeat(8, 36px)"))
    display(ipywidgets.VBox([grid, ipywidgets.HBox([read, clear]), answer]))


def read_drawing(network, text):
    """Let a network learn, draw what it says about a picture in marks, and show the pad."""
    net = schooled(network)[0]
    draw_reading(net, picture_of(text))
    plt.show()
    show_pad(net)
