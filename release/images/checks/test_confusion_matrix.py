"""confusion_matrix, at the student's desk."""

import numpy as np


def same(got, wished):
    """Tell whether got holds the wished counts in the wished shape."""
    try:
        return np.shape(got) == np.shape(wished) and bool(np.allclose(got, wished, rtol=1e-6, atol=1e-8))
    except (TypeError, ValueError):  # None, a text and the like
        return False


def test_the_example_by_hand(student):
    """Five pictures of three classes give the table of the text above.

    zh: 五张图片、三个类别，得到上文那张表。
    """
    got = student.confusion_matrix(np.array([0, 0, 1, 2, 2]), np.array([0, 1, 1, 2, 0]), 3)
    assert same(got, [[1, 1, 0], [0, 1, 0], [1, 0, 1]]), (
        f"labels [0 0 1 2 2] and predictions [0 1 1 2 0] gave {got}"
        "\nit should be [[1 1 0] [0 1 0] [1 0 1]]: the row is the label\n"
        f"zh: 标签 [0 0 1 2 2]、预测 [0 1 1 2 0] 得到 {got}"
        "\n应当是 [[1 1 0] [0 1 0] [1 0 1]]：行是真实标签"
    )


def test_pairs_that_repeat(student):
    """A pair that occurs three times counts three times.

    zh: 出现三次的组合要数三次。
    """
    got = student.confusion_matrix(np.array([1, 1, 1, 0]), np.array([0, 0, 0, 0]), 2)
    assert same(got, [[1, 0], [3, 0]]), (
        f"labels [1 1 1 0] and predictions [0 0 0 0] gave {got}\nit should be [[1 0] [3 0]]\n"
        f"zh: 标签 [1 1 1 0]、预测 [0 0 0 0] 得到 {got}\n应当是 [[1 0] [3 0]]"
    )


def test_classes_that_never_occur(student):
    """A class that never occurs has a row and a column of zeros.

    zh: 从没出现过的类别，行和列都是 0。
    """
    got = student.confusion_matrix(np.array([0, 1]), np.array([0, 1]), 4)
    wished = np.zeros((4, 4))
    wished[0, 0] = wished[1, 1] = 1
    assert same(got, wished), (
        f"labels [0 1], predictions [0 1] and 4 classes gave {got}"
        "\nit should be a table of shape (4, 4), with two ones and zeros elsewhere\n"
        f"zh: 标签 [0 1]、预测 [0 1]、4 个类别，得到 {got}\n应当是形状 (4, 4) 的表，有两个 1，其余都是 0"
    )


def test_unequal_lengths_are_refused(student):
    """Labels and predictions of different lengths raise ValueError.

    zh: 标签和预测的长度不同时，抛出 ValueError。
    """
    for count in (2, 4):
        try:
            got = student.confusion_matrix(np.array([0, 1, 1]), np.ones(count, dtype=int), 2)
        except ValueError:
            continue
        raise AssertionError(
            f"3 labels and {count} predictions gave {got}\nit should stop with a ValueError\n"
            f"zh: 3 个标签配 {count} 个预测，得到 {got}\n应当用 ValueError 停下"
        )


def test_an_array_comes_back_and_yours_stay(student):
    """A table of numbers comes back, and your arrays stay as they were.

    zh: 返回一张数表，传进去的数组保持原样。
    """
    labels, predictions = np.array([0, 1, 1]), np.array([1, 1, 0])
    got = student.confusion_matrix(labels, predictions, 2)
    is_array = isinstance(got, np.ndarray) and got.dtype.kind in "iuf"
    assert is_array, (
        f"confusion_matrix gave {got}, a {type(got).__name__}\nit should be an array of whole numbers\n"
        f"zh: confusion_matrix 返回 {got}，类型是 {type(got).__name__}\n应当是整数数组"
    )
    unchanged = np.array_equal(labels, [0, 1, 1]) and np.array_equal(predictions, [1, 1, 0])
    assert unchanged, (
        f"the arrays were [0 1 1] and [1 1 0]; afterwards they are {labels} and {predictions}\n"
        f"zh: 两个数组原来是 [0 1 1] 和 [1 1 0]；调用之后变成了 {labels} 和 {predictions}"
    )
