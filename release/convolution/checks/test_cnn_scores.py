"""cnn_scores, at the student's desk."""

import numpy as np

EDGE = np.array([[-1, 0, 1], [-1, 0, 1], [-1, 0, 1]])


def one_at(row, column):
    """Make a filter with a single 1."""
    filter = np.zeros((3, 3))
    filter[row, column] = 1
    return filter


def same(got, wished):
    """Tell whether got holds the wished numbers in the wished shape."""
    try:
        return np.shape(got) == np.shape(wished) and bool(np.allclose(got, wished, rtol=1e-6, atol=1e-8))
    except (TypeError, ValueError):  # None, a text and the like
        return False


def test_the_example_by_hand(student):
    """The picture and the two filters of the text give the scores 5.5 and 1.

    zh: 上文的图片和两个滤波器得到得分 5.5 和 1。
    """
    got = student.cnn_scores(
        np.array([[0, 0, 1, 1]] * 4),
        np.array([EDGE, EDGE.T]),
        np.array([0, 1]),
        2,
        np.array([[1, -1], [2, 3]]),
        np.array([0.5, 1]),
    )
    assert same(got, [5.5, 1]), (
        f"the example of the text gave {got}\nit should be [5.5 1]\nzh: 上文的例子得到 {got}\n应当是 [5.5 1]"
    )


def test_the_order_of_the_row(student):
    """The row holds map after map, and each map row by row.

    zh: 那一行数是一张特征图接一张，每张一行接一行。
    """
    got = student.cnn_scores(
        np.arange(16.0).reshape(4, 4),
        np.array([one_at(1, 1), one_at(0, 0)]),
        np.zeros(2),
        1,
        np.eye(8),
        np.zeros(8),
    )
    assert same(got, [5, 6, 9, 10, 0, 1, 4, 5]), (
        f"two filters that copy a piece, blocks of 1, and weights that change nothing gave {got}"
        "\nit should be the row itself: [5 6 9 10 0 1 4 5]\n"
        f"zh: 两个只复制一块的滤波器，块的大小为 1，权重什么都不改变，得到 {got}"
        "\n应当就是那一行数：[5 6 9 10 0 1 4 5]"
    )


def test_scores_may_be_negative(student):
    """No activation function follows: scores may be negative, and the output bias counts once.

    zh: 后面没有激活函数：得分可以是负数，输出层的偏置只加一次。
    """
    got = student.cnn_scores(
        np.arange(24.0).reshape(4, 6),
        np.array([one_at(1, 1)]),
        np.array([0.5]),
        2,
        np.array([[-1.0, 0.0], [0.0, 1.0]]),
        np.array([-3.0, -20.0]),
    )
    assert same(got, [-17.5, -3.5]), (
        f"the numbers 0 to 23 in 4 rows, with pooled numbers of 14.5 and 16.5, gave {got}"
        "\nit should be [-17.5 -3.5]\n"
        f"zh: 0 到 23 排成 4 行，池化后是 14.5 和 16.5，得到 {got}"
        "\n应当是 [-17.5 -3.5]"
    )


def test_an_array_comes_back_and_yours_stay(student):
    """An array comes back, and your arrays stay as they were.

    zh: 返回一个数组，传进去的数组保持原样。
    """
    given = {
        "image": np.ones((4, 4)),
        "filters": np.array([EDGE, EDGE.T]),
        "biases": np.ones(2),
        "size": 2,
        "weights": np.ones((2, 3)),
        "output_bias": np.array([1.0, 2.0, 3.0]),
    }
    before = {name: np.copy(part) for name, part in given.items()}
    got = student.cnn_scores(*given.values())
    assert isinstance(got, np.ndarray), (
        f"cnn_scores gave a {type(got).__name__}\nit should be an array\n"
        f"zh: cnn_scores 返回的是 {type(got).__name__}\n应当是数组"
    )
    changed = ", ".join(name for name, part in given.items() if not np.array_equal(part, before[name]))
    assert not changed, (
        f"cnn_scores changed its arguments: {changed}\nthey should be as they were before\n"
        f"zh: cnn_scores 改动了参数：{changed}\n应当和原来一样"
    )
