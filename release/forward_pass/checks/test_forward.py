"""forward, at the student's desk."""

import numpy as np


def same(got, wanted):
    """True where the answer has the wanted shape and the wanted numbers."""
    if got is None or np.shape(got) != np.shape(wanted):
        return False
    return np.allclose(got, wanted, rtol=1e-6, atol=1e-8)


def with_own_dense(student, x, layers):
    """The answer that the student's own dense leads to, or None; a mistake in dense costs nothing here."""
    try:
        for w, b in layers:
            x = 1 / (1 + np.exp(-np.array(student.dense(x, w.copy(), b.copy()))))
    except Exception:
        return None
    return x


def line(value):
    """The value on one line, for a message."""
    return " ".join(str(value).split())


def test_one_layer(student):
    """With one layer the answer is sigmoid of its sums."""
    x, layers = np.array([[2.0], [0.0]]), [(np.array([[1.0, -1.0]]), np.array([0.0, 1.0]))]
    got = student.forward(x.copy(), [(w.copy(), b.copy()) for w, b in layers])
    wanted = [[0.8807970779778823, 0.2689414213699951], [0.5, 0.7310585786300049]]
    assert same(got, wanted) or same(got, with_own_dense(student, x, layers)), (
        "forward([[2], [0]], [([[1, -1]], [0, 1])]) has the sums [[2 -1] [0 1]]; "
        f"it gave {line(got)}; it should be sigmoid of them, [[0.88 0.27] [0.5 0.73]]"
    )


def test_two_layers(student):
    """The second layer works on what the first layer gave; sigmoid comes after both."""
    x = np.array([[2.0], [0.0]])
    layers = [
        (np.array([[1.0, -1.0]]), np.array([0.0, 0.0])),
        (np.array([[4.0, 2.0, 0.0], [-4.0, 2.0, 0.0]]), np.array([[0.0, -2.0, 1.0]])),
    ]
    got = student.forward(x.copy(), [(w.copy(), b.copy()) for w, b in layers])
    wanted = [[0.9546258369984713, 0.5, 0.7310585786300049], [0.5, 0.5, 0.7310585786300049]]
    assert same(got, wanted) or same(got, with_own_dense(student, x, layers)), (
        "forward([[2], [0]], [([[1, -1]], [0, 0]), ([[4, 2, 0], [-4, 2, 0]], [[0, -2, 1]])]) "
        f"gave {line(got)}; it should be [[0.95 0.5 0.73] [0.5 0.5 0.73]], "
        "since the first layer hands on [[0.88 0.12] [0.5 0.5]]"
    )


def test_three_layers_of_one_node(student):
    """Every layer gets its turn, in the order of the list; one sample gives one row."""
    x = np.array([[1]])
    layers = [
        (np.array([[0.0]]), np.array([0.0])),
        (np.array([[4.0]]), np.array([-2.0])),
        (np.array([[2.0]]), np.array([1.0])),
    ]
    got = student.forward(x.copy(), [(w.copy(), b.copy()) for w, b in layers])
    assert same(got, [[0.8807970779778823]]) or same(got, with_own_dense(student, x, layers)), (
        "forward([[1]], [([[0]], [0]), ([[4]], [-2]), ([[2]], [1])]) "
        f"gave {line(got)}; it should be [[0.88]], since the signals are 0.5, 0.5 and sigmoid(2)"
    )


def test_one_array_of_numbers_between_zero_and_one(student):
    """The answer is one NumPy array with a row for each sample; all its numbers lie between 0 and 1."""
    x = np.array([[1.0, 2.0], [3.0, -4.0], [-1.0, 0.0]])
    layers = [
        (np.array([[1.0], [-1.0]]), np.array([0.5])),
        (np.array([[3.0, -3.0]]), np.array([1.0, 0.0])),
    ]
    got = student.forward(x, layers)
    assert isinstance(got, np.ndarray), (
        f"forward gave the {type(got).__name__} {line(got)}; "
        "it should be one NumPy array, the answer of the last layer"
    )
    assert got.dtype.kind in "iuf", f"forward gave an array of {got.dtype}; it should hold numbers"
    assert got.shape == (3, 2), (
        f"forward of 3 samples and 2 last nodes gave shape {got.shape}; it should be (3, 2)"
    )
    assert np.all((got > 0) & (got < 1)), f"forward gave {line(got)}; every number should lie between 0 and 1"


def test_the_arguments_stay_as_they_were(student):
    """The inputs, the list of layers and the arrays in it are the same after the call as before."""
    x, w, b = np.array([[1.0, 2.0]]), np.array([[1.0], [3.0]]), np.array([5.0])
    layers = [(w, b), (np.array([[1.0]]), np.array([0.5]))]
    student.forward(x, layers)
    assert np.array_equal(x, [[1.0, 2.0]]), f"forward changed inputs from [[1 2]] to {line(x)}"
    assert len(layers) == 2, f"forward changed the list: it held 2 layers, now it holds {len(layers)}"
    (w, b), _ = layers
    assert np.array_equal(w, [[1.0], [3.0]]), f"forward changed weights from [[1] [3]] to {line(w)}"
    assert np.array_equal(b, [5.0]), f"forward changed a bias from [5] to {line(b)}"
