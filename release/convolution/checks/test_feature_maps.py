"""feature_maps, at the student's desk."""

import numpy as np

EDGE = np.array([[-1, 0, 1], [-1, 0, 1], [-1, 0, 1]])
BAR = np.array([[0.0, 0.0, 1.0, 1.0, 0.0, 0.0]] * 3)


def same(got, wished):
    """Tell whether got holds the wished numbers in the wished shape."""
    try:
        return np.shape(got) == np.shape(wished) and bool(np.allclose(got, wished, rtol=1e-6, atol=1e-8))
    except (TypeError, ValueError):  # None, a text and the like
        return False


def test_the_example_by_hand(student):
    """The bar and the two filters of the text give 3 3 0 0 and 0 0 2 2.

    zh: 上文的亮带和两个滤波器得到 3 3 0 0 和 0 0 2 2。
    """
    got = student.feature_maps(BAR.copy(), np.array([EDGE, -EDGE]), np.array([0, -1]))
    assert same(got, [[[3, 3, 0, 0]], [[0, 0, 2, 2]]]), (
        f"the bar of 3 x 6 pixels with the biases 0 and -1 gave {got}"
        "\nit should be [[[3 3 0 0]] [[0 0 2 2]]]\n"
        f"zh: 3 x 6 像素的亮带，偏置 0 和 -1，得到 {got}"
        "\n应当是 [[[3 3 0 0]] [[0 0 2 2]]]"
    )


def test_each_filter_has_its_own_bias(student):
    """On a black picture each map shows the bias of its own filter.

    zh: 图片全黑时，每张特征图显示的就是自己那个滤波器的偏置。
    """
    got = student.feature_maps(np.zeros((3, 4)), np.array([EDGE, EDGE, EDGE]), np.array([0.5, -2.0, 7.0]))
    assert same(got, [[[0.5, 0.5]], [[0, 0]], [[7, 7]]]), (
        f"a black picture with the biases 0.5, -2 and 7 gave {got}"
        "\nit should be [[[0.5 0.5]] [[0 0]] [[7 7]]]\n"
        f"zh: 全黑的图片，偏置 0.5、-2、7，得到 {got}"
        "\n应当是 [[[0.5 0.5]] [[0 0]] [[7 7]]]"
    )


def test_one_filter(student):
    """One filter gives one map, and the result still has three dimensions.

    zh: 只有一个滤波器时得到一张特征图，结果仍然是三维的。
    """
    got = student.feature_maps(np.arange(20.0).reshape(5, 4), np.array([EDGE]), np.array([1.0]))
    assert same(got, np.full((1, 3, 2), 7)), (
        f"the numbers 0 to 19 in 5 rows, one filter and the bias 1 gave {got}"
        f"\nit should be {np.full((1, 3, 2), 7)}\n"
        f"zh: 0 到 19 排成 5 行，一个滤波器，偏置 1，得到 {got}"
        f"\n应当是 {np.full((1, 3, 2), 7)}"
    )


def test_an_array_comes_back_and_yours_stay(student):
    """An array comes back, and your arrays stay as they were.

    zh: 返回一个数组，传进去的数组保持原样。
    """
    image, filters, biases = BAR.copy(), np.array([EDGE, -EDGE]), np.array([0.5, -1.0])
    got = student.feature_maps(image, filters, biases)
    assert isinstance(got, np.ndarray), (
        f"feature_maps gave a {type(got).__name__}\nit should be an array\n"
        f"zh: feature_maps 返回的是 {type(got).__name__}\n应当是数组"
    )
    unchanged = np.array_equal(image, BAR) and np.array_equal(filters, [EDGE, -EDGE])
    assert unchanged and np.array_equal(biases, [0.5, -1]), (  # noqa: PT018 (one message for the three)
        f"afterwards the picture is {image}, the filters are {filters}, the biases are {biases}"
        "\nthey should be as they were before\n"
        f"zh: 调用之后，图片是 {image}，滤波器是 {filters}，偏置是 {biases}"
        "\n应当和原来一样"
    )
