"""my_network: what its text works out by hand and says of accuracies is true, and its pad reads what is drawn."""

import sys

import matplotlib
import numpy as np
import pytest

from conftest import PLACES

STARTS = range(5)


@pytest.fixture(scope="module")
def course():
    """What the notebook defines, with the course's own answers."""
    matplotlib.use("agg")
    import matplotlib.pyplot as plt

    names = {"plt": plt}
    exec(compile(PLACES.solution("my_network").read_text(encoding="utf-8"), "my_network", "exec"), names)
    yield names
    plt.close("all")


def accuracy(answers, labels):
    return float(np.mean(answers == labels))


def test_the_loss_by_hand(course):
    probabilities = np.array([[0.7, 0.2, 0.1], [0.1, 0.5, 0.4]])
    assert course["cross_entropy"](probabilities, np.eye(3)[[0, 2]]) == pytest.approx(0.636, abs=5e-4)
    assert course["cross_entropy"](np.full((4, 10), 0.1), np.eye(10)[:4]) == pytest.approx(2.303, abs=5e-4)


def test_a_push_of_a_score_by_hand(course):
    def loss(*scores):
        return float(course["cross_entropy"](course["softmax"](np.array([scores])), np.array([[0, 1]])))

    heights = loss(2, 0), loss(2.01, 0), loss(2, 0.01)
    assert heights == pytest.approx((2.127, 2.136, 2.118), abs=5e-4)
    slopes = (heights[1] - heights[0]) / 0.01, (heights[2] - heights[0]) / 0.01
    assert slopes == pytest.approx((0.88, -0.88), abs=5e-3)


def test_two_epochs_by_hand(course):
    net = course["MyNetwork"](1, 1, 2)
    net.weights_input_hidden, net.bias_hidden = np.array([[1.0]]), np.array([[-2.0]])
    net.weights_hidden_output, net.bias_output = np.array([[4.0, -4.0]]), np.array([[-2.0, 2.0]])
    image, target = np.array([[2.0]]), np.array([[0, 1]])
    losses = net.train(image, target, 1, 1.0)
    assert net.weights_input_hidden.item() == pytest.approx(-1)
    assert net.bias_hidden.item() == pytest.approx(-3)
    assert net.weights_hidden_output.ravel() == pytest.approx([3.75, -3.75])
    assert net.bias_output.ravel() == pytest.approx([-2.5, 2.5])
    probabilities, hidden = net.forward(image)
    assert (hidden.item(), probabilities[0, 1]) == pytest.approx((0.0067, 0.993), abs=5e-4)
    assert [*losses, *net.train(image, target, 1, 1.0)] == pytest.approx([0.693, 0.007], abs=5e-4)
    assert net.predict(image) == [1]


@pytest.mark.full
def test_the_network_beats_the_ideals_from_each_of_five_starts(course, monkeypatch):
    monkeypatch.chdir(PLACES.data("my_network").parent)
    found = []
    for seed in STARTS:
        known, exam, known_labels, labels = course["train_test_split"](
            *course["load_digits_scaled"](), 0.25, seed
        )
        baseline = course["nearest_ideal"](exam, course["ideal_digits"](known, known_labels))
        net = course["schooled"](course["MyNetwork"], seed)[0]
        found.append((accuracy(baseline, labels), accuracy(net.predict(exam), labels)))
    baselines, networks = zip(*found, strict=True)
    assert 0.88 < min(baselines) <= max(baselines) < 0.93
    assert (min(networks), max(networks)) == pytest.approx((0.953, 0.980), abs=0.005)


def test_a_click_on_the_pad_is_read_by_the_network(course, monkeypatch):
    ipywidgets = pytest.importorskip("ipywidgets")
    shown, read = [], []
    monkeypatch.setattr("IPython.display.display", shown.append)
    monkeypatch.setitem(course, "draw_reading", lambda net, picture: read.append((net, picture)))
    course["show_pad"]("a network")
    (pad,) = shown
    grid, buttons, _ = pad.children
    assert isinstance(pad, ipywidgets.VBox)
    assert len(grid.children) == 64
    grid.children[9].value = True
    go, clear = buttons.children
    go.click()
    clear.click()
    go.click()
    (net, picture), (_, empty) = read
    assert net == "a network"
    assert picture.shape == (1, 64)
    assert np.flatnonzero(picture).tolist() == [9]
    assert not empty.any()


def test_without_ipywidgets_the_marks_are_pointed_to(course, monkeypatch, capsys):
    monkeypatch.setitem(sys.modules, "ipywidgets", None)
    course["show_pad"]("a network")
    assert "change the marks" in capsys.readouterr().out


@pytest.mark.parametrize("text", ["", "........ " * 7, "........ " * 7 + ".......x", "......... " * 8])
def test_a_drawing_of_another_size_says_what_is_wanted(course, text):
    with pytest.raises(ValueError, match="8 lines of 8 marks"):
        course["picture_of"](text)


def test_a_drawing_becomes_pixels_row_by_row(course):
    picture = course["picture_of"]("#+......" + " ........" * 6 + " .......#")
    assert picture.shape == (1, 64)
    assert picture[0, :2].tolist() == [1.0, 0.5]
    assert np.flatnonzero(picture).tolist() == [0, 1, 63]
