"""max_pool, at the student's desk."""

import numpy as np

MAP = np.array([[1, 3, 0, 2], [5, 2, 1, 0], [0, 0, 4, 1], [2, 1, 3, 8]])


def same(got, wished):
    """Tell whether got holds the wished numbers in the wished shape."""
    try:
        return np.shape(got) == np.shape(wished) and bool(np.allclose(got, wished, rtol=1e-6, atol=1e-8))
    except (TypeError, ValueError):  # None, a text and the like
        return False


def test_the_example_by_hand(student):
    """The map of the text gives 5, 2, 2, 8 with blocks of 2, and 8 with blocks of 4.

    zh: 上文的特征图，用大小为 2 的块得到 5、2、2、8，用大小为 4 的块得到 8。
    """
    for size, wished in ((2, [[5, 2], [2, 8]]), (4, [[8]])):
        got = student.max_pool(MAP.copy(), size)
        assert same(got, wished), (
            f"the map of the text with blocks of {size} gave {got}\nit should be {np.array(wished)}\n"
            f"zh: 上文的特征图，块的大小为 {size}，得到 {got}\n应当是 {np.array(wished)}"
        )


def test_more_columns_than_rows(student):
    """A map of 2 x 6 gives 1 x 3 with blocks of 2, and one of 6 x 3 gives 2 x 1 with blocks of 3.

    zh: 2 x 6 的特征图用大小为 2 的块得到 1 x 3，6 x 3 的用大小为 3 的块得到 2 x 1。
    """
    for shape, size, wished in (((2, 6), 2, [[7, 9, 11]]), ((6, 3), 3, [[8], [17]])):
        got = student.max_pool(np.arange(shape[0] * shape[1]).reshape(shape), size)
        assert same(got, wished), (
            f"the numbers from 0 on in shape {shape} with blocks of {size} gave {got}"
            f"\nit should be {np.array(wished)}\n"
            f"zh: 从 0 开始的整数排成形状 {shape}，块的大小为 {size}，得到 {got}"
            f"\n应当是 {np.array(wished)}"
        )


def test_negative_numbers(student):
    """Of a block with only negative numbers the largest one is negative.

    zh: 块里全是负数时，最大的也是负数。
    """
    got = student.max_pool(np.array([[-4.0, -1.5], [-3.0, -2.0]]), 2)
    assert same(got, [[-1.5]]), (
        f"a block of -4, -1.5, -3 and -2 gave {got}\nit should be [[-1.5]]\n"
        f"zh: 块里是 -4、-1.5、-3、-2，得到 {got}\n应当是 [[-1.5]]"
    )


def test_blocks_of_one(student):
    """Blocks of 1 leave every number where it is.

    zh: 块的大小为 1 时，每个数都原样留下。
    """
    got = student.max_pool(MAP[:2].copy(), 1)
    assert same(got, MAP[:2]), (
        f"[[1 3 0 2] [5 2 1 0]] with blocks of 1 gave {got}\nit should be the same numbers\n"
        f"zh: [[1 3 0 2] [5 2 1 0]]，块的大小为 1，得到 {got}\n应当是同样的数"
    )


def test_an_array_comes_back_and_yours_stays(student):
    """An array comes back, and your map stays as it was.

    zh: 返回一个数组，传进去的特征图保持原样。
    """
    feature_map = MAP.copy()
    got = student.max_pool(feature_map, 2)
    assert isinstance(got, np.ndarray), (
        f"max_pool gave a {type(got).__name__}\nit should be an array\n"
        f"zh: max_pool 返回的是 {type(got).__name__}\n应当是数组"
    )
    assert np.array_equal(feature_map, MAP), (
        f"afterwards the map is {feature_map}\nit should be as it was before\n"
        f"zh: 调用之后，特征图变成了 {feature_map}\n应当和原来一样"
    )
