"""embed, at the student's desk."""

import numpy as np


def same(got, wished):
    """Tell whether got holds the wished numbers in the wished shape."""
    try:
        return np.shape(got) == np.shape(wished) and bool(np.allclose(got, wished, rtol=1e-6, atol=1e-8))
    except (TypeError, ValueError):  # None, a text and the like
        return False


def test_the_example_by_hand(student):
    """The words 2, 1, 2 of the text fetch their rows of the table.

    zh: 上文的词 2、1、2 取来表里对应的行。
    """
    table = np.array([[0.0, 0.0], [1.0, 2.0], [3.0, 4.0], [5.0, 6.0]])
    got = student.embed(np.array([2, 1, 2]), table)
    assert same(got, [[3, 4], [1, 2], [3, 4]]), (
        f"the words 2, 1, 2 gave {got}\nit should be [[3 4] [1 2] [3 4]]\n"
        f"zh: 词 2、1、2 得到 {got}\n应当是 [[3 4] [1 2] [3 4]]"
    )


def test_one_word(student):
    """A sentence of one word gives a table with one row.

    zh: 只有一个词的句子，得到只有一行的表。
    """
    got = student.embed(np.array([1]), np.array([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]]))
    assert same(got, [[4, 5, 6]]), (
        f"the single word 1 gave {got}\nit should be [[4 5 6]]\nzh: 单独一个词 1 得到 {got}\n应当是 [[4 5 6]]"
    )


def test_more_words_than_the_vocabulary(student):
    """A long sentence over a small vocabulary gives one row for each word.

    zh: 词表小、句子长时，每个词也各有一行。
    """
    got = student.embed(np.array([0, 1, 1, 0, 1]), np.array([[7.0], [9.0]]))
    assert same(got, [[7], [9], [9], [7], [9]]), (
        f"the words 0, 1, 1, 0, 1 gave {got}\nit should be [[7] [9] [9] [7] [9]]\n"
        f"zh: 词 0、1、1、0、1 得到 {got}\n应当是 [[7] [9] [9] [7] [9]]"
    )


def test_an_array_comes_back_and_yours_stay(student):
    """An array comes back, and your arrays stay as they were.

    zh: 返回一个数组，传进去的数组保持原样。
    """
    given = {
        "numbers": np.array([1, 0]),
        "table": np.array([[1.0, 2.0], [3.0, 4.0]]),
    }
    before = {name: part.copy() for name, part in given.items()}
    got = student.embed(*given.values())
    assert isinstance(got, np.ndarray), (
        f"embed gave a {type(got).__name__}\nit should be an array\n"
        f"zh: embed 返回的是 {type(got).__name__}\n应当是数组"
    )
    changed = ", ".join(name for name, part in given.items() if not np.array_equal(part, before[name]))
    assert not changed, (
        f"embed changed its arguments: {changed}\nthey should be as they were before\n"
        f"zh: embed 改动了参数：{changed}\n应当和原来一样"
    )
