"""mse_loss, at the student's desk."""

import numpy as np


def same(got, wished):
    """Tell whether got is the wished number."""
    try:
        return np.size(got) == 1 and bool(np.allclose(np.ravel(got), [wished], rtol=3e-6, atol=3e-7))
    except (TypeError, ValueError):  # None, a text and the like
        return False


def test_the_mean_of_the_squares(student):
    """Subtract, square, take the mean.

    zh: 相减，求平方，再求平均。
    """
    got = student.mse_loss(np.array([1.0, 4.0, 2.5]), np.array([2.0, 2.0, 2.0]))
    assert same(got, 1.75), (
        f"predictions [1. 4. 2.5] and targets [2. 2. 2.] gave {got}"
        "\nit should be (1 + 4 + 0.25) / 3 = 1.75\n"
        f"zh: 预测 [1. 4. 2.5]、目标 [2. 2. 2.] 得到 {got}\n应当是 (1 + 4 + 0.25) / 3 = 1.75"
    )


def test_every_element_of_a_table_counts(student):
    """In a table the mean runs over all elements.

    zh: 对一张表，要对所有元素求平均。
    """
    got = student.mse_loss(np.array([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]]), np.array([[1, 2, 3], [4, 5, 0]]))
    assert same(got, 6.0), (
        f"predictions [[1. 2. 3.] [4. 5. 6.]] and targets [[1 2 3] [4 5 0]] gave {got}"
        "\nit should be 36 / 6 = 6: there is one gap, 6, among 6 elements\n"
        f"zh: 预测 [[1. 2. 3.] [4. 5. 6.]]、目标 [[1 2 3] [4 5 0]] 得到 {got}"
        "\n应当是 36 / 6 = 6：6 个元素里只有一处差距，是 6"
    )
    got = student.mse_loss(np.array([[0.0], [3.0]]), np.array([[1.0], [1.0]]))
    assert same(got, 2.5), (
        f"predictions [[0.] [3.]] and targets [[1.] [1.]] gave {got}\nit should be (1 + 4) / 2 = 2.5\n"
        f"zh: 预测 [[0.] [3.]]、目标 [[1.] [1.]] 得到 {got}\n应当是 (1 + 4) / 2 = 2.5"
    )


def test_gaps_in_both_directions_count(student):
    """A gap of +1 and a gap of -1 do not cancel, and exchanging the two arrays changes nothing.

    zh: +1 和 -1 的差距不会互相抵消，把两个数组对调，结果也不变。
    """
    got = student.mse_loss(np.array([3.0, 1.0]), np.array([2.0, 2.0]))
    assert same(got, 1.0), (
        f"predictions [3. 1.] and targets [2. 2.] gave {got}\nit should be (1 + 1) / 2 = 1\n"
        f"zh: 预测 [3. 1.]、目标 [2. 2.] 得到 {got}\n应当是 (1 + 1) / 2 = 1"
    )
    got = student.mse_loss(np.array([2.0, 2.0]), np.array([3.0, 1.0]))
    assert same(got, 1.0), (
        f"predictions [2. 2.] and targets [3. 1.] gave {got}\nit should be (1 + 1) / 2 = 1\n"
        f"zh: 预测 [2. 2.]、目标 [3. 1.] 得到 {got}\n应当是 (1 + 1) / 2 = 1"
    )


def test_the_same_data_twice(student):
    """Showing the same data twice does not change the loss.

    zh: 同样的数据放两遍，损失不变。
    """
    got = student.mse_loss(np.array([1.0, 4.0, 1.0, 4.0]), np.array([2.0, 2.0, 2.0, 2.0]))
    assert same(got, 2.5), (
        f"predictions [1. 4. 1. 4.] and targets [2. 2. 2. 2.] gave {got}\nit should be 2.5, "
        "as for [1. 4.] and [2. 2.]\n"
        f"zh: 预测 [1. 4. 1. 4.]、目标 [2. 2. 2. 2.] 得到 {got}\n应当是 2.5，和 [1. 4.]、[2. 2.] 一样"
    )


def test_one_number_comes_out(student):
    """One number comes out, not an array; and it is 0 where everything is right.

    zh: 返回的是一个数，而不是数组；全都猜对时是 0。
    """
    for given in ([5.0], [1.0, -2.0], [[1.0, 2.0]]):
        got = student.mse_loss(np.array(given), np.array(given))
        shown = str(np.array(given))
        assert np.ndim(got) == 0, (
            f"predictions {shown} gave {got}, of shape {np.shape(got)}\nit should be a number by itself\n"
            f"zh: 预测 {shown} 得到 {got}，形状是 {np.shape(got)}\n应当是单独一个数"
        )
        assert same(got, 0.0), (
            f"predictions and targets {shown} gave {got}\nit should be 0, for all of it is right\n"
            f"zh: 预测和目标都是 {shown}，得到 {got}\n应当是 0，因为全都对了"
        )


def test_whole_numbers_are_welcome(student):
    """Whole numbers give the right loss, with its decimals.

    zh: 输入整数时，损失也是对的，小数部分不会丢。
    """
    got = student.mse_loss(np.array([1, 2]), np.array([2, 2]))
    assert same(got, 0.5), (
        f"predictions [1 2] and targets [2 2] gave {got}\nit should be (1 + 0) / 2 = 0.5\n"
        f"zh: 预测 [1 2]、目标 [2 2] 得到 {got}\n应当是 (1 + 0) / 2 = 0.5"
    )


def test_different_shapes_are_refused(student):
    """Different shapes are refused with a ValueError.

    zh: 形状不同时，要用 ValueError 拒绝。
    """
    for one, other in [((3,), (2,)), ((3, 1), (3,)), ((3,), (1,)), ((2, 3), (3, 2))]:
        try:
            got = student.mse_loss(np.ones(one), np.zeros(other))
        except ValueError:
            continue
        raise AssertionError(
            f"shapes {one} and {other} gave {got}\nit should raise a ValueError\n"
            f"zh: 形状 {one} 和 {other} 得到 {got}\n应当抛出 ValueError"
        )


def test_your_arrays_stay(student):
    """Both arrays are the same afterwards.

    zh: 两个数组在调用之后保持原样。
    """
    predictions, targets = np.array([1.0, 4.0]), np.array([2.0, 2.0])
    student.mse_loss(predictions, targets)
    assert np.array_equal(predictions, [1.0, 4.0]), (
        f"predictions were [1. 4.]; afterwards they are {predictions}\n"
        f"zh: 预测原来是 [1. 4.]，调用之后变成了 {predictions}"
    )
    assert np.array_equal(targets, [2.0, 2.0]), (
        f"targets were [2. 2.]; afterwards they are {targets}\n"
        f"zh: 目标原来是 [2. 2.]，调用之后变成了 {targets}"
    )
