"""accuracy, at the student's desk."""

import numpy as np


def same(got, wished):
    """Tell whether got is the wished number, by itself."""
    try:
        return np.ndim(got) == 0 and bool(np.allclose(got, wished, rtol=1e-6, atol=1e-8))
    except (TypeError, ValueError):  # None, a text and the like
        return False


def test_three_of_four(student):
    """Three right answers out of four make 0.75.

    zh: 四个里对了三个，是 0.75。
    """
    got = student.accuracy(np.array([1, 0, 1, 1]), np.array([1, 0, 0, 1]))
    assert same(got, 0.75), (
        f"accuracy([1 0 1 1], [1 0 0 1]) gave {got}\nit should be 3 / 4 = 0.75\n"
        f"zh: accuracy([1 0 1 1], [1 0 0 1]) 得到 {got}\n应当是 3 / 4 = 0.75"
    )


def test_all_and_none(student):
    """All right is 1, nothing right is 0.

    zh: 全对是 1，全错是 0。
    """
    for predictions, wished in (([1, 0, 1], 1.0), ([0, 1, 0], 0.0)):
        got = student.accuracy(np.array(predictions), np.array([1, 0, 1]))
        text = str(np.array(predictions))
        assert same(got, wished), (
            f"accuracy({text}, [1 0 1]) gave {got}\nit should be {wished}\n"
            f"zh: accuracy({text}, [1 0 1]) 得到 {got}\n应当是 {wished}"
        )


def test_more_than_two_classes(student):
    """Only an equal class is right, however near another one is.

    zh: 类别编号相同才算对，相近也不算。
    """
    got = student.accuracy(np.array([3, 1, 2, 0, 9]), np.array([3, 2, 1, 0, 4]))
    assert same(got, 0.4), (
        f"accuracy([3 1 2 0 9], [3 2 1 0 4]) gave {got}\nit should be 2 / 5 = 0.4\n"
        f"zh: accuracy([3 1 2 0 9], [3 2 1 0 4]) 得到 {got}\n应当是 2 / 5 = 0.4"
    )


def test_one_answer_and_a_column(student):
    """A single answer and a column beside a column are marked as well.

    zh: 只有一个答案、或者两边都是一列时，也能打分。
    """
    got = student.accuracy(np.array([2]), np.array([2]))
    assert same(got, 1.0), (
        f"accuracy([2], [2]) gave {got}\nit should be the number 1\n"
        f"zh: accuracy([2], [2]) 得到 {got}\n应当是数 1"
    )
    got = student.accuracy(np.array([[1], [0], [1], [1]]), np.array([[1], [1], [0], [0]]))
    assert same(got, 0.25), (
        f"two columns with 1 of 4 equal gave {got}\nit should be the number 0.25\n"
        f"zh: 两列里 4 个有 1 个相同，得到 {got}\n应当是数 0.25"
    )


def test_unequal_shapes_are_refused(student):
    """Unequal shapes raise ValueError, also a column beside a row.

    zh: 形状不同时抛出 ValueError，一列对一行也不行。
    """
    for shape, text in (((3,), "(3,)"), ((4, 1), "(4, 1)"), ((1,), "(1,)")):
        try:
            got = student.accuracy(np.ones(shape, dtype=int), np.array([1, 0, 0, 1]))
        except ValueError:
            continue
        raise AssertionError(
            f"predictions of shape {text} beside labels of shape (4,) gave {got}"
            "\nit should stop with a ValueError\n"
            f"zh: 预测的形状是 {text}，标签的形状是 (4,)，函数却给出了 {got}\n应当用 ValueError 停下"
        )


def test_a_number_comes_back_and_your_arrays_stay(student):
    """A number comes back, and your arrays stay as they were.

    zh: 返回一个数，传进去的数组保持原样。
    """
    predictions, labels = np.array([1, 0, 1]), np.array([1, 1, 1])
    got = student.accuracy(predictions, labels)
    is_number = np.ndim(got) == 0 and np.asarray(got).dtype.kind in "iuf"
    assert is_number, (
        f"accuracy([1 0 1], [1 1 1]) gave {got}, a {type(got).__name__}\nit should be a number\n"
        f"zh: accuracy([1 0 1], [1 1 1]) 得到 {got}，类型是 {type(got).__name__}\n应当是一个数"
    )
    unchanged = np.array_equal(predictions, [1, 0, 1]) and np.array_equal(labels, [1, 1, 1])
    assert unchanged, (
        f"the arrays were [1 0 1] and [1 1 1]; afterwards they are {predictions} and {labels}\n"
        f"zh: 两个数组原来是 [1 0 1] 和 [1 1 1]；调用之后变成了 {predictions} 和 {labels}"
    )
