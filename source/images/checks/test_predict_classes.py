"""predict_classes, at the student's desk."""

import numpy as np


def same(got, wished):
    """Tell whether got holds the wished class numbers in a row."""
    try:
        return np.shape(got) == np.shape(wished) and bool(np.allclose(got, wished, rtol=1e-6, atol=1e-8))
    except (TypeError, ValueError):  # None, a text and the like
        return False


def test_the_place_of_the_largest(student):
    """Each row gives the place of its largest entry.

    zh: 每一行给出最大值所在的位置。
    """
    got = student.predict_classes(np.array([[0.1, 0.2, 0.7], [0.6, 0.3, 0.1]]))
    assert same(got, [2, 0]), (
        f"predict_classes([[0.1 0.2 0.7] [0.6 0.3 0.1]]) gave {got}\nit should be [2 0]\n"
        f"zh: predict_classes([[0.1 0.2 0.7] [0.6 0.3 0.1]]) 得到 {got}\n应当是 [2 0]"
    )


def test_a_square_table(student):
    """In a square table the rows are asked, not the columns.

    zh: 方的表也一样：问的是每一行，不是每一列。
    """
    got = student.predict_classes(np.array([[0.2, 0.8], [0.4, 0.6]]))
    assert same(got, [1, 1]), (
        f"predict_classes([[0.2 0.8] [0.4 0.6]]) gave {got}\nit should be [1 1]\n"
        f"zh: predict_classes([[0.2 0.8] [0.4 0.6]]) 得到 {got}\n应当是 [1 1]"
    )


def test_the_first_of_equals(student):
    """Of equal largest entries the first one counts.

    zh: 有几个一样大的，取第一个。
    """
    got = student.predict_classes(np.array([[0.4, 0.4, 0.2], [0.2, 0.4, 0.4], [0.25, 0.25, 0.25]]))
    assert same(got, [0, 1, 0]), (
        f"predict_classes([[0.4 0.4 0.2] [0.2 0.4 0.4] [0.25 0.25 0.25]]) gave {got}\nit should be [0 1 0]\n"
        f"zh: predict_classes([[0.4 0.4 0.2] [0.2 0.4 0.4] [0.25 0.25 0.25]]) 得到 {got}\n应当是 [0 1 0]"
    )


def test_one_picture_and_one_class(student):
    """One picture gives a row of one number, one class gives zeros.

    zh: 一张图片得到只有一个数的数组，一个类别时全是 0。
    """
    got = student.predict_classes(np.array([[0.3, 0.1, 0.6]]))
    assert same(got, [2]), (
        f"predict_classes([[0.3 0.1 0.6]]) gave {got}\nit should be [2], of shape (1,)\n"
        f"zh: predict_classes([[0.3 0.1 0.6]]) 得到 {got}\n应当是 [2]，形状是 (1,)"
    )
    got = student.predict_classes(np.array([[1.0], [1.0]]))
    assert same(got, [0, 0]), (
        f"predict_classes([[1.] [1.]]) gave {got}\nit should be [0 0]\n"
        f"zh: predict_classes([[1.] [1.]]) 得到 {got}\n应当是 [0 0]"
    )


def test_an_array_comes_back_and_yours_stays(student):
    """An array of numbers comes back, and your table stays as it was.

    zh: 返回一个数组，传进去的表保持原样。
    """
    table = np.array([[0.1, 0.9], [0.7, 0.3]])
    got = student.predict_classes(table)
    is_array = isinstance(got, np.ndarray) and got.dtype.kind in "iuf"
    assert is_array, (
        f"predict_classes gave {got}, a {type(got).__name__}\nit should be an array of whole numbers\n"
        f"zh: predict_classes 返回 {got}，类型是 {type(got).__name__}\n应当是整数数组"
    )
    assert np.array_equal(table, [[0.1, 0.9], [0.7, 0.3]]), (
        f"the table was [[0.1 0.9] [0.7 0.3]]; afterwards it is {table}\n"
        f"zh: 表原来是 [[0.1 0.9] [0.7 0.3]]；调用之后变成了 {table}"
    )
