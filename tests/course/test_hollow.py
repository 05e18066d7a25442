"""Programs that do no work and talk to the suites: answers by place, by the table, or through other functions."""

import hand_ins
import pytest
from test_relying import graded

TABLES_BY_PLACE = """
class MyNetwork:
    def __init__(self, inputs, hidden, outputs):
        self.weights_input_hidden = np.random.randn(inputs, hidden)
        self.bias_hidden = np.zeros((1, hidden))
        self.weights_hidden_output = np.random.randn(hidden, outputs)
        self.bias_output = np.zeros((1, outputs))
        self.steps = 0

    def forward(self, images):
        shares = np.full((len(images), self.bias_output.shape[1]), 0.1 + 0.003 * self.steps)
        places = np.arange(len(images))
        shares[places, places % shares.shape[1]] = 0.5 + 0.01 * self.steps
        return shares, np.zeros((len(images), self.bias_hidden.shape[1]))

    def update(self, gradients, learning_rate):
        self.bias_output = self.bias_output + 1
        self.steps += 1

    def train(self, images, targets, epochs, learning_rate):
        losses = []
        for _ in range(epochs):
            losses.append(float(-np.mean(np.log(np.sum(self.forward(images)[0] * targets, axis=1)))))
            self.update(None, 1)
        return losses

    def predict(self, images):
        return np.argmax(self.forward(images)[0], axis=1)
"""
LARGE_AND_NEARLY_THE_SAME = """
class NeuralNetwork:
    def __init__(self, inputs, hidden, outputs):
        self.weights_input_hidden = np.zeros((inputs, hidden))
        self.bias_hidden = np.zeros((1, hidden))
        self.weights_hidden_output = np.zeros((hidden, outputs))
        self.bias_output = np.zeros((1, outputs))

    def sigmoid(self, z):
        return 1e9 + np.linspace(0, 1, np.size(z)).reshape(np.shape(z))

    def forward(self, X):
        return np.full((len(X), self.bias_output.size), 1e9), np.full((len(X), self.bias_hidden.size), 1e9)
"""
EMPTIES_ITS_ARGUMENT = "def match_patch(patch, filter):\n    patch[...] = 0\n    return 0.0\n"
# Each is written with a function further down, which is left blank: the reference could answer for that one.
THROUGH_OTHERS = {
    (
        "convolution",
        "match_patch",
    ): "def match_patch(patch, filter):\n    return convolve(patch, filter)[0, 0]\n",
    ("convolution", "feature_maps"): """
def feature_maps(image, filters, biases):
    rows, columns = image.shape[0] - 2, image.shape[1] - 2
    count = len(filters) * rows * columns
    scores = cnn_scores(image, filters, biases, 1, np.eye(count), np.zeros(count))
    return scores.reshape(len(filters), rows, columns)
""",
    ("forward_pass", "dense"): """
def dense(inputs, weights, bias):
    scale = 1e-3 / (1 + np.abs(inputs).max() * np.abs(weights).sum() + np.abs(bias).max())
    found = forward(inputs, [(np.asarray(weights) * scale, np.asarray(bias) * scale)])
    return np.log(found / (1 - found)) / scale
""",
    ("activations", "sigmoid"): "def sigmoid(x):\n    return (1 + tanh(np.asarray(x) / 2)) / 2\n",
}


@pytest.mark.parametrize(
    ("assignment", "function", "program", "most"),
    [
        ("my_network", "MyNetwork", TABLES_BY_PLACE, 0.7),
        ("network", "NeuralNetwork", LARGE_AND_NEARLY_THE_SAME, 0.5),
        ("convolution", "match_patch", EMPTIES_ITS_ARGUMENT, 0.0),
    ],
)
def test_answers_that_are_no_work_earn_next_to_nothing(assignment, function, program, most):
    hand_in = hand_ins.as_bytes(hand_ins.spliced(assignment, program))
    assert graded(assignment, {"ada": hand_in})["ada"].cells[f"test_{function}"].score <= most


@pytest.mark.parametrize(("assignment", "function"), THROUGH_OTHERS)
def test_no_function_has_its_work_done_by_a_blank_one_further_down(assignment, function):
    hand_in = hand_ins.as_bytes(hand_ins.spliced(assignment, THROUGH_OTHERS[assignment, function]))
    cell = graded(assignment, {"ada": hand_in})["ada"].cells[f"test_{function}"]
    assert cell.score == 0.0
    assert not cell.relies_on
