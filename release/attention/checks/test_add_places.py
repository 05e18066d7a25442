"""add_places, at the student's desk."""

import numpy as np


def same(got, wished):
    """Tell whether got holds the wished numbers in the wished shape."""
    try:
        return np.shape(got) == np.shape(wished) and bool(np.allclose(got, wished, rtol=1e-6, atol=1e-8))
    except (TypeError, ValueError):  # None, a text and the like
        return False


def test_the_example_by_hand(student):
    """The three words of the text get the vectors of the first three places added.

    zh: 上文的三个词，加上前三个位置的向量。
    """
    vectors = np.array([[3.0, 4.0], [1.0, 2.0], [3.0, 4.0]])
    got = student.add_places(vectors, np.array([[10, 0], [20, 0], [30, 0], [40, 0]]))
    assert same(got, [[13, 4], [21, 2], [33, 4]]), (
        f"the example of the text gave {got}\nit should be [[13 4] [21 2] [33 4]]\n"
        f"zh: 上文的例子得到 {got}\n应当是 [[13 4] [21 2] [33 4]]"
    )


def test_as_many_places_as_words(student):
    """With as many places as words, each word gets its own.

    zh: 位置和词一样多时，每个词用自己的位置。
    """
    got = student.add_places(np.array([[1.0, 1.0], [1.0, 1.0]]), np.array([[0.5, 0.0], [0.0, 2.0]]))
    assert same(got, [[1.5, 1], [1, 3]]), (
        f"two vectors (1, 1) and the places (0.5, 0), (0, 2) gave {got}\nit should be [[1.5 1] [1 3]]\n"
        f"zh: 两个向量 (1, 1)，位置 (0.5, 0)、(0, 2)，得到 {got}\n应当是 [[1.5 1] [1 3]]"
    )


def test_one_word(student):
    """A sentence of one word uses the first place only.

    zh: 只有一个词的句子，只用第一个位置。
    """
    got = student.add_places(np.array([[1.0, 2.0]]), np.array([[10.0, 20.0], [30.0, 40.0], [50.0, 60.0]]))
    assert same(got, [[11, 22]]), (
        f"one vector (1, 2) and three places gave {got}\nit should be [[11 22]]\n"
        f"zh: 一个向量 (1, 2) 和三个位置，得到 {got}\n应当是 [[11 22]]"
    )


def test_an_array_comes_back_and_yours_stay(student):
    """An array comes back, and your arrays stay as they were.

    zh: 返回一个数组，传进去的数组保持原样。
    """
    given = {
        "vectors": np.array([[1.0, 2.0], [3.0, 4.0]]),
        "places": np.array([[0.5, 0.5], [0.25, 0.0], [9.0, 9.0]]),
    }
    before = {name: part.copy() for name, part in given.items()}
    got = student.add_places(*given.values())
    assert isinstance(got, np.ndarray), (
        f"add_places gave a {type(got).__name__}\nit should be an array\n"
        f"zh: add_places 返回的是 {type(got).__name__}\n应当是数组"
    )
    changed = ", ".join(name for name, part in given.items() if not np.array_equal(part, before[name]))
    assert not changed, (
        f"add_places changed its arguments: {changed}\nthey should be as they were before\n"
        f"zh: add_places 改动了参数：{changed}\n应当和原来一样"
    )
