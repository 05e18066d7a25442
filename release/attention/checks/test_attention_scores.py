"""attention_scores, at the student's desk."""

import numpy as np


def same(got, wished):
    """Tell whether got holds the wished numbers in the wished shape."""
    try:
        return np.shape(got) == np.shape(wished) and bool(np.allclose(got, wished, rtol=1e-6, atol=1e-8))
    except (TypeError, ValueError):  # None, a text and the like
        return False


def test_the_example_by_hand(student):
    """The query and the two keys of the text give 3 and 1.

    zh: 上文的查询和两个键得到 3 和 1。
    """
    got = student.attention_scores(np.array([[2, 0, 1, 1]]), np.array([[1, 1, 2, 2], [0, 3, 1, 1]]))
    assert same(got, [[3, 1]]), (
        f"the query (2, 0, 1, 1) and the two keys gave {got}\nit should be [[3 1]]\n"
        f"zh: 查询 (2, 0, 1, 1) 和两个键得到 {got}\n应当是 [[3 1]]"
    )


def test_the_row_is_the_word_that_asks(student):
    """The row is the word that asks, the column the word that is asked.

    zh: 行是发问的词，列是被问的词。
    """
    got = student.attention_scores(np.array([[1.0], [2.0]]), np.array([[3.0], [5.0]]))
    assert same(got, [[3, 5], [6, 10]]), (
        f"the queries 1, 2 and the keys 3, 5 gave {got}\nit should be [[3 5] [6 10]]\n"
        f"zh: 查询 1、2 和键 3、5 得到 {got}\n应当是 [[3 5] [6 10]]"
    )


def test_three_queries_and_two_keys(student):
    """Three queries and two keys give three rows and two columns; each sum is divided by the root of 9.

    zh: 三个查询、两个键，得到三行两列；每个和都除以 9 的平方根。
    """
    queries = np.array([[1.0] * 9, [2.0] * 9, [-1.0] * 9])
    got = student.attention_scores(queries, np.array([[1.0] * 9, [0.5] * 9]))
    assert same(got, [[3, 1.5], [6, 3], [-3, -1.5]]), (
        f"queries of nine 1s, 2s and -1s, and keys of nine 1s and 0.5s, gave {got}"
        "\nit should be [[3 1.5] [6 3] [-3 -1.5]]\n"
        f"zh: 查询是九个 1、九个 2、九个 -1，键是九个 1、九个 0.5，得到 {got}"
        "\n应当是 [[3 1.5] [6 3] [-3 -1.5]]"
    )


def test_an_array_comes_back_and_yours_stay(student):
    """An array comes back, and your arrays stay as they were.

    zh: 返回一个数组，传进去的数组保持原样。
    """
    given = {
        "queries": np.array([[1.0, 2.0], [3.0, 4.0]]),
        "keys": np.array([[0.5, 0.5], [0.25, 0.0]]),
    }
    before = {name: part.copy() for name, part in given.items()}
    got = student.attention_scores(*given.values())
    assert isinstance(got, np.ndarray), (
        f"attention_scores gave a {type(got).__name__}\nit should be an array\n"
        f"zh: attention_scores 返回的是 {type(got).__name__}\n应当是数组"
    )
    changed = ", ".join(name for name, part in given.items() if not np.array_equal(part, before[name]))
    assert not changed, (
        f"attention_scores changed its arguments: {changed}\nthey should be as they were before\n"
        f"zh: attention_scores 改动了参数：{changed}\n应当和原来一样"
    )
