"""convolve, at the student's desk."""

import numpy as np

EDGE = np.array([[-1, 0, 1], [-1, 0, 1], [-1, 0, 1]])


def same(got, wished):
    """Tell whether got holds the wished numbers in the wished shape."""
    try:
        return np.shape(got) == np.shape(wished) and bool(np.allclose(got, wished, rtol=1e-6, atol=1e-8))
    except (TypeError, ValueError):  # None, a text and the like
        return False


def test_the_bar_by_hand(student):
    """The bright bar of the text gives 3, 3, -3, -3 in both rows.

    zh: 上文那条亮带，两行都得到 3、3、-3、-3。
    """
    got = student.convolve(np.array([[0.0, 0.0, 1.0, 1.0, 0.0, 0.0]] * 4), EDGE.copy())
    assert same(got, [[3, 3, -3, -3]] * 2), (
        f"the bar of 4 x 6 pixels gave {got}\nit should be [[3 3 -3 -3] [3 3 -3 -3]]\n"
        f"zh: 4 x 6 像素的亮带得到 {got}\n应当是 [[3 3 -3 -3] [3 3 -3 -3]]"
    )


def test_a_filter_with_a_single_one(student):
    """A filter with a single 1 in a corner cuts out a piece of the picture.

    zh: 只在一个角上有 1 的滤波器，会从图片里切出一块来。
    """
    image = np.arange(16).reshape(4, 4)
    for row, column, wished in ((0, 2, [[2, 3], [6, 7]]), (2, 0, [[8, 9], [12, 13]])):
        filter = np.zeros((3, 3))
        filter[row, column] = 1
        got = student.convolve(image.copy(), filter)
        assert same(got, wished), (
            f"0 to 15 in 4 rows, and a filter with its only 1 in row {row}, column {column}, gave {got}"
            f"\nit should be {np.array(wished)}\n"
            f"zh: 0 到 15 排成 4 行，滤波器只在第 {row} 行、第 {column} 列有一个 1，得到 {got}"
            f"\n应当是 {np.array(wished)}"
        )


def test_the_shape(student):
    """The result has two rows and two columns fewer than the picture.

    zh: 结果比图片少两行、少两列。
    """
    for shape in ((3, 5), (6, 4), (3, 3)):
        got = np.shape(student.convolve(np.ones(shape), EDGE.copy()))
        wished = (shape[0] - 2, shape[1] - 2)
        assert got == wished, (
            f"a picture of shape {shape} gave a result of shape {got}\nit should be {wished}\n"
            f"zh: 形状为 {shape} 的图片，结果的形状是 {got}\n应当是 {wished}"
        )


def test_whole_numbers_in_the_picture(student):
    """Decimals are kept, also where the picture holds whole numbers.

    zh: 图片里是整数时，小数部分也会保留。
    """
    got = student.convolve(np.ones((3, 4), dtype=int), np.full((3, 3), 0.5))
    assert same(got, [[4.5, 4.5]]), (
        f"whole ones and nine weights of 0.5 gave {got}\nit should be [[4.5 4.5]]\n"
        f"zh: 像素都是整数 1，九个权重都是 0.5，得到 {got}\n应当是 [[4.5 4.5]]"
    )


def test_an_array_comes_back_and_yours_stay(student):
    """An array comes back, and your two arrays stay as they were.

    zh: 返回一个数组，传进去的两个数组保持原样。
    """
    image, filter = np.arange(16.0).reshape(4, 4), EDGE.copy()
    got = student.convolve(image, filter)
    assert isinstance(got, np.ndarray), (
        f"convolve gave a {type(got).__name__}\nit should be an array\n"
        f"zh: convolve 返回的是 {type(got).__name__}\n应当是数组"
    )
    unchanged = np.array_equal(image.ravel(), np.arange(16)) and np.array_equal(filter, EDGE)
    assert unchanged, (
        f"afterwards the picture is {image} and the filter is {filter}\nthey should be as they were before\n"
        f"zh: 调用之后，图片变成了 {image}，滤波器变成了 {filter}\n应当和原来一样"
    )
