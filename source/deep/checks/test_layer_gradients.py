"""layer_gradients, at the student's desk."""

import numpy as np


def same(got, wished):
    """Tell whether got holds the wished numbers in the wished shape."""
    try:
        return np.shape(got) == np.shape(wished) and bool(np.allclose(got, wished, rtol=3e-6, atol=3e-8))
    except (TypeError, ValueError):  # None, a text and the like
        return False


def pair(student, inputs, delta):
    """The two arrays that came back; an AssertionError where they are not two."""
    got = student.layer_gradients(np.array(inputs), np.array(delta))
    is_pair = isinstance(got, tuple | list) and len(got) == 2
    assert is_pair, (
        f"layer_gradients gave {got}\nit should be two things: slopes of the weights, slopes of the bias\n"
        f"zh: layer_gradients 返回 {got}\n应当是两样东西：权重的斜率，和偏置的斜率"
    )
    return got


def test_the_weights_of_the_example_by_hand(student):
    """The slopes of the weights in the example are -2.5 and 1.

    zh: 例子里权重的斜率是 -2.5 和 1。
    """
    got = pair(student, [[1, 2], [3, 0]], [[0.5], [-1.0]])[0]
    assert same(got, [[-2.5], [1.0]]), (
        f"inputs [[1 2] [3 0]] and delta [[0.5] [-1]] gave for the weights {got}"
        "\nit should be [[-2.5] [1]]\n"
        f"zh: 输入 [[1 2] [3 0]]、误差项 [[0.5] [-1]]，权重的斜率得到 {got}\n应当是 [[-2.5] [1]]"
    )


def test_the_bias_of_the_example_by_hand(student):
    """The slope of the bias in the example is -0.5, in a table with one row.

    zh: 例子里偏置的斜率是 -0.5，放在只有一行的表里。
    """
    got = pair(student, [[1, 2], [3, 0]], [[0.5], [-1.0]])[1]
    assert same(got, [[-0.5]]), (
        f"delta [[0.5] [-1]] gave for the bias {got}, of shape {np.shape(got)}"
        "\nit should be [[-0.5]], of shape (1, 1)\n"
        f"zh: 误差项 [[0.5] [-1]]，偏置的斜率得到 {got}，形状 {np.shape(got)}\n应当是 [[-0.5]]，形状 (1, 1)"
    )


def test_a_layer_with_three_nodes(student):
    """Two inputs and three nodes: shapes (2, 3) and (1, 3).

    zh: 两个输入、三个节点：形状是 (2, 3) 和 (1, 3)。
    """
    weights, bias = pair(student, [[1.0, -1.0], [0.5, 2.0]], [[1.0, 0.0, 2.0], [2.0, -1.0, 0.0]])
    right = [[2.0, -0.5, 2.0], [3.0, -2.0, -2.0]], [[3.0, -1.0, 2.0]]
    is_right = same(weights, right[0]) and same(bias, right[1])
    assert is_right, (
        f"inputs [[1 -1] [0.5 2]] and delta [[1 0 2] [2 -1 0]] gave {weights} and {bias}"
        f"\nit should be {right[0]} and {right[1]}\n"
        f"zh: 输入 [[1 -1] [0.5 2]]、误差项 [[1 0 2] [2 -1 0]] 得到 {weights} 和 {bias}"
        f"\n应当是 {right[0]} 和 {right[1]}"
    )


def test_your_arrays_stay(student):
    """Both arrays are the same afterwards.

    zh: 两个数组在调用之后保持原样。
    """
    inputs, delta = np.array([[1.0, 2.0], [3.0, 0.0]]), np.array([[0.5], [-1.0]])
    student.layer_gradients(inputs, delta)
    unchanged = np.array_equal(inputs, [[1, 2], [3, 0]]) and np.array_equal(delta, [[0.5], [-1]])
    assert unchanged, (
        f"inputs were [[1 2] [3 0]] and delta [[0.5] [-1]]; afterwards they are {inputs} and {delta}\n"
        f"zh: 输入原来是 [[1 2] [3 0]]，误差项是 [[0.5] [-1]]；调用之后变成了 {inputs} 和 {delta}"
    )
