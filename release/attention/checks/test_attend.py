"""attend, at the student's desk."""

import numpy as np


def same(got, wished):
    """Tell whether got holds the wished numbers in the wished shape."""
    try:
        return np.shape(got) == np.shape(wished) and bool(np.allclose(got, wished, rtol=1e-6, atol=1e-8))
    except (TypeError, ValueError):  # None, a text and the like
        return False


def test_the_example_by_hand(student):
    """The two words of the text get the mixtures 2 and 3.52.

    zh: 上文的两个词得到混合 2 和 3.52。
    """
    got = student.attend(
        np.array([[1, 0], [0, 1]]), np.array([[0], [2]]), np.array([[1], [0]]), np.array([[4], [0]])
    )
    assert same(got, [[2], [3.5231883119115293]]), (
        f"the example of the text gave {got}\nit should be [[2] [3.52318831]]\n"
        f"zh: 上文的例子得到 {got}\n应当是 [[2] [3.52318831]]"
    )


def test_equal_scores_share_equally(student):
    """Where all scores are equal, each word gets the mean of the values.

    zh: 得分全都相等时，每个词得到的是值的平均。
    """
    vectors = np.array([[1.0, 2.0], [3.0, 0.0], [5.0, 1.0]])
    got = student.attend(vectors, np.zeros((2, 2)), np.ones((2, 2)), np.array([[1.0, 0.0], [0.0, 2.0]]))
    assert same(got, [[3, 2]] * 3), (
        f"three words with the values (1, 4), (3, 0), (5, 2) and equal scores gave {got}"
        "\nit should be [[3 2] [3 2] [3 2]]\n"
        f"zh: 三个词的值是 (1, 4)、(3, 0)、(5, 2)，得分相等，得到 {got}"
        "\n应当是 [[3 2] [3 2] [3 2]]"
    )


def test_the_scores_are_divided_by_the_root(student):
    """With queries and keys of four numbers the sums are divided by 2 before softmax.

    zh: 查询和键有四个数时，先把和除以 2，再取 softmax。
    """
    got = student.attend(
        np.array([[1.0, 0.0], [0.0, 1.0]]),
        np.ones((2, 4)),
        np.array([[1.0, 1.0, 1.0, 1.0], [0.0, 0.0, 0.0, 0.0]]),
        np.array([[1.0, 0.0], [0.0, 1.0]]),
    )
    assert same(got, [[0.8807970779778823, 0.11920292202211755]] * 2), (
        f"two words with the scores 2 and 0 and the values (1, 0), (0, 1) gave {got}"
        "\nit should be [[0.88079708 0.11920292] [0.88079708 0.11920292]]\n"
        f"zh: 两个词的得分是 2 和 0，值是 (1, 0)、(0, 1)，得到 {got}"
        "\n应当是 [[0.88079708 0.11920292] [0.88079708 0.11920292]]"
    )


def test_an_array_comes_back_and_yours_stay(student):
    """An array comes back, and your arrays stay as they were.

    zh: 返回一个数组，传进去的数组保持原样。
    """
    given = {
        "vectors": np.array([[1.0, 2.0], [3.0, 4.0]]),
        "w_query": np.eye(2),
        "w_key": np.ones((2, 2)),
        "w_value": np.array([[1.0], [2.0]]),
    }
    before = {name: part.copy() for name, part in given.items()}
    got = student.attend(*given.values())
    assert isinstance(got, np.ndarray), (
        f"attend gave a {type(got).__name__}\nit should be an array\n"
        f"zh: attend 返回的是 {type(got).__name__}\n应当是数组"
    )
    changed = ", ".join(name for name, part in given.items() if not np.array_equal(part, before[name]))
    assert not changed, (
        f"attend changed its arguments: {changed}\nthey should be as they were before\n"
        f"zh: attend 改动了参数：{changed}\n应当和原来一样"
    )
