"""dense, at the student's desk."""

import numpy as np


def same(got, wanted):
    """True where the answer has the wanted shape and the wanted numbers."""
    if got is None or np.shape(got) != np.shape(wanted):
        return False
    return np.allclose(got, wanted, rtol=3e-6, atol=3e-7)


def line(value):
    """The value on one line, for a message."""
    return " ".join(str(value).split())


def test_two_samples_through_two_nodes(student):
    """Each node adds up all inputs times their weights, and then its bias.

    zh: 每个节点把所有输入乘以各自的权重加起来，再加上自己的偏置。
    """
    x = np.array([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]])
    w = np.array([[1.0, 0.0], [0.0, 1.0], [1.0, 1.0]])
    b = np.array([10.0, 20.0])
    got = student.dense(x, w, b)
    assert same(got, [[14.0, 25.0], [20.0, 31.0]]), (
        "dense([[1, 2, 3], [4, 5, 6]], [[1, 0], [0, 1], [1, 1]], [10, 20]) "
        f"gave {line(got)}\nit should be [[14 25] [20 31]], for example 1*1 + 2*0 + 3*1 + 10 = 14"
        f"\nzh: dense([[1, 2, 3], [4, 5, 6]], [[1, 0], [0, 1], [1, 1]], [10, 20]) 得到 {line(got)}"
        "\n应当是 [[14 25] [20 31]]，例如 1*1 + 2*0 + 3*1 + 10 = 14"
    )


def test_square_tables(student):
    """Rows meet columns also where all tables are square.

    zh: 即使所有表格都是方的，也是行与列相乘。
    """
    x = np.array([[1.0, 2.0], [3.0, 4.0]])
    w = np.array([[5.0, 6.0], [7.0, 8.0]])
    b = np.array([100.0, 200.0])
    got = student.dense(x, w, b)
    assert same(got, [[119.0, 222.0], [143.0, 250.0]]), (
        "dense([[1, 2], [3, 4]], [[5, 6], [7, 8]], [100, 200]) "
        f"gave {line(got)}\nit should be [[119 222] [143 250]], for example 1*5 + 2*7 + 100 = 119"
        f"\nzh: dense([[1, 2], [3, 4]], [[5, 6], [7, 8]], [100, 200]) 得到 {line(got)}\n应当是 [[119"
        " 222] [143 250]]，例如 1*5 + 2*7 + 100 = 119"
    )


def test_the_bias_may_be_a_row_in_a_table(student):
    """A bias of shape (1, m) does the same as one of shape (m,).

    zh: 形状是 (1, m) 的偏置和形状是 (m,) 的效果相同。
    """
    x = np.array([[1.0, 1.0], [2.0, 0.0], [0.0, 3.0]])
    w = np.array([[1.0, 2.0], [3.0, 4.0]])
    flat = student.dense(x.copy(), w.copy(), np.array([10.0, 20.0]))
    row = student.dense(x.copy(), w.copy(), np.array([[10.0, 20.0]]))
    wanted = [[14.0, 26.0], [12.0, 24.0], [19.0, 32.0]]
    assert same(flat, wanted), (
        "dense([[1, 1], [2, 0], [0, 3]], [[1, 2], [3, 4]], [10, 20]) "
        f"gave {line(flat)}\nit should be [[14 26] [12 24] [19 32]]"
        f"\nzh: dense([[1, 1], [2, 0], [0, 3]], [[1, 2], [3, 4]], [10, 20]) 得到 {line(flat)}\n应当"
        "是 [[14 26] [12 24] [19 32]]"
    )
    assert same(row, wanted), (
        "with the bias written as [[10, 20]], dense([[1, 1], [2, 0], [0, 3]], [[1, 2], [3, 4]], [[10, 20]]) "
        f"gave {line(row)}\nit should be [[14 26] [12 24] [19 32]], as with [10, 20]"
        "\nzh: 偏置写成 [[10, 20]] 时，dense([[1, 1], [2, 0], [0, 3]], [[1, 2], [3, 4]], [[10, 20]]"
        f") 得到 {line(row)}\n应当是 [[14 26] [12 24] [19 32]]，和写成 [10, 20] 时一样"
    )


def test_one_sample_of_zeros(student):
    """Where all inputs are 0, only the bias is left; one sample gives one row.

    zh: 输入全是 0 时只剩下偏置；一个样本得到一行。
    """
    w = np.array([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]])
    got = student.dense(np.array([[0.0, 0.0]]), w, np.array([7.0, -8.0, 9.0]))
    assert same(got, [[7.0, -8.0, 9.0]]), (
        "dense([[0, 0]], [[1, 2, 3], [4, 5, 6]], [7, -8, 9]) "
        f"gave {line(got)}\nit should be [[7 -8 9]], one row for the one sample"
        f"\nzh: dense([[0, 0]], [[1, 2, 3], [4, 5, 6]], [7, -8, 9]) 得到 {line(got)}\n应当是 [[7 -8 "
        "9]]：一个样本就是一行"
    )


def test_whole_numbers_in(student):
    """Whole numbers as inputs do not cut the answer to whole numbers.

    zh: 输入是整数时，结果也不会被截成整数。
    """
    got = student.dense(np.array([[1, 2], [-3, 4]]), np.array([[0.5], [0.25]]), np.array([0.125]))
    assert same(got, [[1.125], [-0.375]]), (
        "dense([[1, 2], [-3, 4]], [[0.5], [0.25]], [0.125]) "
        f"gave {line(got)}\nit should be [[1.125] [-0.375]], for example 1*0.5 + 2*0.25 + 0.125 = 1.125"
        f"\nzh: dense([[1, 2], [-3, 4]], [[0.5], [0.25]], [0.125]) 得到 {line(got)}\n应当是 [[1.125]"
        " [-0.375]]，例如 1*0.5 + 2*0.25 + 0.125 = 1.125"
    )


def test_an_array_comes_back(student):
    """The answer is one NumPy array of numbers, with a row for each sample and a column for each node.

    zh: 结果是一个由数组成的 NumPy 数组，每个样本一行，每个节点一列。
    """
    got = student.dense(np.array([[1.0], [2.0], [3.0]]), np.array([[1.0, 10.0]]), np.array([0.5, 0.25]))
    assert isinstance(got, np.ndarray), (
        f"dense of 3 samples and 2 nodes gave the {type(got).__name__} {line(got)}"
        "\nit should be a NumPy array"
        f"\nzh: 3 个样本、2 个节点时，dense 得到的是 {type(got).__name__} 类型的 {line(got)}\n应当是"
        " NumPy 数组"
    )
    assert got.dtype.kind in "iuf", (
        f"dense gave an array of {got.dtype}\nit should hold numbers"
        f"\nzh: dense 得到的数组类型是 {got.dtype}\n里面应当是数"
    )
    assert got.shape == (3, 2), (
        f"dense of 3 samples and 2 nodes gave shape {got.shape}\nit should be (3, 2)"
        f"\nzh: 3 个样本、2 个节点时，dense 的结果形状是 {got.shape}\n应当是 (3, 2)"
    )


def test_the_arguments_stay_as_they_were(student):
    """Inputs, weights and bias are the same after the call as before.

    zh: 调用之后，输入、权重和偏置保持原样。
    """
    x, w = np.array([[1.0, 2.0], [3.0, 4.0]]), np.array([[1.0, 2.0], [3.0, 4.0]])
    b = np.array([5.0, 6.0])
    student.dense(x, w, b)
    assert np.array_equal(x, [[1.0, 2.0], [3.0, 4.0]]), (
        f"dense changed inputs from [[1 2] [3 4]] to {line(x)}"
        f"\nzh: dense 把 inputs 从 [[1 2] [3 4]] 改成了 {line(x)}"
    )
    assert np.array_equal(w, [[1.0, 2.0], [3.0, 4.0]]), (
        f"dense changed weights from [[1 2] [3 4]] to {line(w)}"
        f"\nzh: dense 把 weights 从 [[1 2] [3 4]] 改成了 {line(w)}"
    )
    assert np.array_equal(b, [5.0, 6.0]), (
        f"dense changed bias from [5 6] to {line(b)}\nzh: dense 把 bias 从 [5 6] 改成了 {line(b)}"
    )
