"""hidden_delta, at the student's desk."""

import numpy as np


def same(got, wished):
    """Tell whether got holds the wished numbers in the wished shape."""
    try:
        return np.shape(got) == np.shape(wished) and bool(np.allclose(got, wished, rtol=3e-6, atol=3e-8))
    except (TypeError, ValueError):  # None, a text and the like
        return False


WEIGHTS = [[1.0, 3.0], [2.0, -1.0]]


def test_two_paths_worked_out_by_hand(student):
    """Two nodes with two paths each, as in the text: -0.025 and 0.08.

    zh: 两个节点，各有两条路，和课文里一样：-0.025 和 0.08。
    """
    got = student.hidden_delta(np.array([[0.2, -0.1]]), np.array(WEIGHTS), np.array([[0.25, 0.16]]))
    assert same(got, [[-0.025, 0.08]]), (
        f"delta [[0.2 -0.1]], weights {WEIGHTS} and slopes [[0.25 0.16]] gave {got}"
        "\nit should be [[-0.025 0.08]]\n"
        f"zh: 误差项 [[0.2 -0.1]]、权重 {WEIGHTS}、斜率 [[0.25 0.16]] 得到 {got}\n应当是 [[-0.025 0.08]]"
    )


def test_slopes_of_one_leave_the_sum_over_the_paths(student):
    """Where all slopes are 1, the delta is the sum over the paths alone.

    zh: 斜率都是 1 时，误差项就是几条路的和。
    """
    got = student.hidden_delta(np.array([[0.2, -0.1]]), np.array(WEIGHTS), np.array([[1.0, 1.0]]))
    assert same(got, [[-0.1, 0.5]]), (
        f"delta [[0.2 -0.1]], weights {WEIGHTS} and slopes [[1 1]] gave {got}\nit should be [[-0.1 0.5]]\n"
        f"zh: 误差项 [[0.2 -0.1]]、权重 {WEIGHTS}、斜率 [[1 1]] 得到 {got}\n应当是 [[-0.1 0.5]]"
    )


def test_layers_of_different_sizes(student):
    """Two samples, three nodes before the layer and one in it: the result has the shape (2, 3).

    zh: 两个样本，前一层三个节点，这一层一个节点：结果的形状是 (2, 3)。
    """
    delta, weights = np.array([[1.0], [-2.0]]), np.array([[1.0], [0.5], [-3.0]])
    got = student.hidden_delta(delta, weights, np.array([[1.0, 0.0, 1.0], [0.5, 1.0, 0.0]]))
    wished = [[1.0, 0.0, -3.0], [-1.0, -1.0, 0.0]]
    assert same(got, wished), (
        f"delta [[1] [-2]], weights [[1] [0.5] [-3]] and slopes [[1 0 1] [0.5 1 0]] gave {got}"
        f"\nit should be {wished}\n"
        f"zh: 误差项 [[1] [-2]]、权重 [[1] [0.5] [-3]]、斜率 [[1 0 1] [0.5 1 0]] 得到 {got}\n应当是 {wished}"
    )


def test_your_arrays_stay(student):
    """The three arrays are the same afterwards.

    zh: 三个数组在调用之后保持原样。
    """
    arrays = np.array([[0.2, -0.1]]), np.array(WEIGHTS), np.array([[0.25, 0.16]])
    before = [array.tolist() for array in arrays]
    student.hidden_delta(*arrays)
    after = [array.tolist() for array in arrays]
    assert after == before, (
        f"delta, weights and slopes were {before}; afterwards they are {after}\n"
        f"zh: 误差项、权重和斜率原来是 {before}；调用之后变成了 {after}"
    )
