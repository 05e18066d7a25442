"""one_hot, at the student's desk."""

import numpy as np


def same(got, wanted):
    """Tell whether got holds the wanted numbers in the wanted shape."""
    try:
        if np.asarray(got).dtype.kind not in "iuf" or np.shape(got) != np.shape(wanted):
            return False
        return bool(np.allclose(got, wanted, rtol=3e-6, atol=3e-7))
    except (TypeError, ValueError):  # None, a text, rows of different lengths
        return False


def line(value):
    """The value on one line, for a message."""
    return repr(value) if isinstance(value, str) else " ".join(str(value).split())


def test_three_labels(student):
    """Each row has its 1 in the column of its label.

    zh: 每一行的 1 位于它的标签那一列。
    """
    got = student.one_hot(np.array([2, 0, 1]), 3)
    assert same(got, [[0, 0, 1], [1, 0, 0], [0, 1, 0]]), (
        f"one_hot([2 0 1], 3) gave {line(got)}\nit should be [[0 0 1] [1 0 0] [0 1 0]]\n"
        f"zh: one_hot([2 0 1], 3) 得到 {line(got)}\n应当是 [[0 0 1] [1 0 0] [0 1 0]]"
    )


def test_more_classes_than_labels(student):
    """The width is the number of classes, also where the last classes do not occur.

    zh: 宽度等于类别的个数，哪怕最后几个类别没有出现。
    """
    got = student.one_hot(np.array([1, 0]), 4)
    assert same(got, [[0, 1, 0, 0], [1, 0, 0, 0]]), (
        f"one_hot([1 0], 4) gave {line(got)}\nit should be [[0 1 0 0] [1 0 0 0]], of shape (2, 4)\n"
        f"zh: one_hot([1 0], 4) 得到 {line(got)}\n应当是 [[0 1 0 0] [1 0 0 0]]，形状为 (2, 4)"
    )


def test_the_same_label_again(student):
    """A label may occur several times: each row still holds exactly one 1.

    zh: 同一个标签可以出现多次：每一行仍然恰好有一个 1。
    """
    got = student.one_hot(np.array([1, 1, 0, 1]), 2)
    assert same(got, [[0, 1], [0, 1], [1, 0], [0, 1]]), (
        f"one_hot([1 1 0 1], 2) gave {line(got)}\nit should be [[0 1] [0 1] [1 0] [0 1]]\n"
        f"zh: one_hot([1 1 0 1], 2) 得到 {line(got)}\n应当是 [[0 1] [0 1] [1 0] [0 1]]"
    )


def test_one_label_one_class_and_none(student):
    """A single label gives one row, and no labels give a table without rows.

    zh: 只有一个标签就只有一行，没有标签就是没有行的表。
    """
    got = student.one_hot(np.array([0]), 1)
    assert same(got, [[1]]), (
        f"one_hot([0], 1) gave {line(got)}\nit should be [[1]], of shape (1, 1)\n"
        f"zh: one_hot([0], 1) 得到 {line(got)}\n应当是 [[1]]，形状为 (1, 1)"
    )
    got = student.one_hot(np.array([], dtype=int), 3)
    assert np.shape(got) == (0, 3), (
        f"one_hot([], 3) gave the shape {np.shape(got)}\nit should be (0, 3): no rows, three columns\n"
        f"zh: one_hot([], 3) 得到的形状是 {np.shape(got)}\n应当是 (0, 3)：没有行，有三列"
    )


def test_labels_outside_the_classes_are_refused(student):
    """A label that is none of the classes is refused with ValueError.

    zh: 标签不属于任何类别时抛出 ValueError。
    """
    for labels in ([0, 1, 3], [0, -1], [7]):
        try:
            got = student.one_hot(np.array(labels), 3)
        except ValueError:
            continue
        except IndexError:
            raise AssertionError(
                f"one_hot({labels}, 3) reached outside the table (IndexError)\nthe classes are 0, 1 and 2, "
                "so your function should notice the label itself and raise a ValueError\n"
                f"zh: one_hot({labels}, 3) 取到了表的外面（IndexError）\n类别只有 0、1、2，"
                "你的函数应当自己发现这个标签，并抛出 ValueError"
            ) from None
        raise AssertionError(
            f"one_hot({labels}, 3) gave {line(got)}"
            "\nthe classes are 0, 1 and 2, so it should raise a ValueError\n"
            f"zh: one_hot({labels}, 3) 得到 {line(got)}\n类别只有 0、1、2，应当抛出 ValueError"
        )


def test_an_array_of_numbers_and_your_labels_stay(student):
    """An array of numbers comes back, and the labels you passed in stay as they were.

    zh: 返回的是由数组成的数组，传入的标签保持不变。
    """
    labels = np.array([1, 0])
    got = student.one_hot(labels, 2)
    assert isinstance(got, np.ndarray), (
        f"one_hot([1 0], 2) gave {line(got)}, a {type(got).__name__}\nit should be an array\n"
        f"zh: one_hot([1 0], 2) 得到 {line(got)}，类型是 {type(got).__name__}\n应当是数组"
    )
    assert got.dtype.kind in "iuf", (
        f"one_hot([1 0], 2) gave {line(got)}, an array of {got.dtype}\nit should hold the numbers 0 and 1\n"
        f"zh: one_hot([1 0], 2) 得到 {line(got)}，是 {got.dtype} 类型的数组\n里面应当是 0 和 1 这两个数"
    )
    assert np.array_equal(labels, [1, 0]), (
        f"the labels were [1 0]; afterwards they are {line(labels)}\n"
        f"zh: 标签原来是 [1 0]，运行之后变成了 {line(labels)}"
    )
