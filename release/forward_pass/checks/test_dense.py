"""dense, at the student's desk."""

import numpy as np


def same(got, wanted):
    """True where the answer has the wanted shape and the wanted numbers."""
    if got is None or np.shape(got) != np.shape(wanted):
        return False
    return np.allclose(got, wanted, rtol=1e-6, atol=1e-8)


def line(value):
    """The value on one line, for a message."""
    return " ".join(str(value).split())


def test_two_samples_through_two_nodes(student):
    """Each node adds up all inputs times their weights, and then its bias."""
    x = np.array([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]])
    w = np.array([[1.0, 0.0], [0.0, 1.0], [1.0, 1.0]])
    b = np.array([10.0, 20.0])
    got = student.dense(x, w, b)
    assert same(got, [[14.0, 25.0], [20.0, 31.0]]), (
        "dense([[1, 2, 3], [4, 5, 6]], [[1, 0], [0, 1], [1, 1]], [10, 20]) "
        f"gave {line(got)}; it should be [[14 25] [20 31]], for example 1*1 + 2*0 + 3*1 + 10 = 14"
    )


def test_square_tables(student):
    """Rows meet columns also where all tables are square."""
    x = np.array([[1.0, 2.0], [3.0, 4.0]])
    w = np.array([[5.0, 6.0], [7.0, 8.0]])
    b = np.array([100.0, 200.0])
    got = student.dense(x, w, b)
    assert same(got, [[119.0, 222.0], [143.0, 250.0]]), (
        "dense([[1, 2], [3, 4]], [[5, 6], [7, 8]], [100, 200]) "
        f"gave {line(got)}; it should be [[119 222] [143 250]], for example 1*5 + 2*7 + 100 = 119"
    )


def test_the_bias_may_be_a_row_in_a_table(student):
    """A bias of shape (1, m) does the same as one of shape (m,)."""
    x = np.array([[1.0, 1.0], [2.0, 0.0], [0.0, 3.0]])
    w = np.array([[1.0, 2.0], [3.0, 4.0]])
    flat = student.dense(x.copy(), w.copy(), np.array([10.0, 20.0]))
    row = student.dense(x.copy(), w.copy(), np.array([[10.0, 20.0]]))
    wanted = [[14.0, 26.0], [12.0, 24.0], [19.0, 32.0]]
    assert same(flat, wanted), (
        "dense([[1, 1], [2, 0], [0, 3]], [[1, 2], [3, 4]], [10, 20]) "
        f"gave {line(flat)}; it should be [[14 26] [12 24] [19 32]]"
    )
    assert same(row, wanted), (
        "with the bias written as [[10, 20]], dense([[1, 1], [2, 0], [0, 3]], [[1, 2], [3, 4]], [[10, 20]]) "
        f"gave {line(row)}; it should be [[14 26] [12 24] [19 32]], as with [10, 20]"
    )


def test_one_sample_of_zeros(student):
    """Where all inputs are 0, only the bias is left; one sample gives one row."""
    w = np.array([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]])
    got = student.dense(np.array([[0.0, 0.0]]), w, np.array([7.0, -8.0, 9.0]))
    assert same(got, [[7.0, -8.0, 9.0]]), (
        "dense([[0, 0]], [[1, 2, 3], [4, 5, 6]], [7, -8, 9]) "
        f"gave {line(got)}; it should be [[7 -8 9]], one row for the one sample"
    )


def test_whole_numbers_in(student):
    """Whole numbers as inputs do not cut the answer to whole numbers."""
    got = student.dense(np.array([[1, 2], [-3, 4]]), np.array([[0.5], [0.25]]), np.array([0.125]))
    assert same(got, [[1.125], [-0.375]]), (
        "dense([[1, 2], [-3, 4]], [[0.5], [0.25]], [0.125]) "
        f"gave {line(got)}; it should be [[1.125] [-0.375]], for example 1*0.5 + 2*0.25 + 0.125 = 1.125"
    )


def test_an_array_comes_back(student):
    """The answer is one NumPy array of numbers, with a row for each sample and a column for each node."""
    got = student.dense(np.array([[1.0], [2.0], [3.0]]), np.array([[1.0, 10.0]]), np.array([0.5, 0.25]))
    assert isinstance(got, np.ndarray), (
        f"dense of 3 samples and 2 nodes gave the {type(got).__name__} {line(got)}; "
        "it should be a NumPy array"
    )
    assert got.dtype.kind in "iuf", f"dense gave an array of {got.dtype}; it should hold numbers"
    assert got.shape == (3, 2), f"dense of 3 samples and 2 nodes gave shape {got.shape}; it should be (3, 2)"


def test_the_arguments_stay_as_they_were(student):
    """Inputs, weights and bias are the same after the call as before."""
    x, w = np.array([[1.0, 2.0], [3.0, 4.0]]), np.array([[1.0, 2.0], [3.0, 4.0]])
    b = np.array([5.0, 6.0])
    student.dense(x, w, b)
    assert np.array_equal(x, [[1.0, 2.0], [3.0, 4.0]]), (
        f"dense changed inputs from [[1 2] [3 4]] to {line(x)}"
    )
    assert np.array_equal(w, [[1.0, 2.0], [3.0, 4.0]]), (
        f"dense changed weights from [[1 2] [3 4]] to {line(w)}"
    )
    assert np.array_equal(b, [5.0, 6.0]), f"dense changed bias from [5 6] to {line(b)}"
