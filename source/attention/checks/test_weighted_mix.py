"""weighted_mix, at the student's desk."""

import numpy as np


def same(got, wished):
    """Tell whether got holds the wished numbers in the wished shape."""
    try:
        return np.shape(got) == np.shape(wished) and bool(np.allclose(got, wished, rtol=1e-6, atol=1e-8))
    except (TypeError, ValueError):  # None, a text and the like
        return False


def test_the_example_by_hand(student):
    """The shares and values of the text give (3, 2) and (2, 4).

    zh: 上文的份额和值得到 (3, 2) 和 (2, 4)。
    """
    got = student.weighted_mix(np.array([[0.75, 0.25], [0.5, 0.5]]), np.array([[4, 0], [0, 8]]))
    assert same(got, [[3, 2], [2, 4]]), (
        f"the example of the text gave {got}\nit should be [[3 2] [2 4]]\n"
        f"zh: 上文的例子得到 {got}\n应当是 [[3 2] [2 4]]"
    )


def test_all_attention_on_one_word(student):
    """A word that gives all its attention to one word gets the value of this word.

    zh: 把全部注意力给一个词，得到的就是这个词的值。
    """
    got = student.weighted_mix(np.array([[0.0, 1.0, 0.0]]), np.array([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]]))
    assert same(got, [[3, 4]]), (
        f"the shares 0, 1, 0 and the values (1, 2), (3, 4), (5, 6) gave {got}\nit should be [[3 4]]\n"
        f"zh: 份额 0、1、0，值 (1, 2)、(3, 4)、(5, 6)，得到 {got}\n应当是 [[3 4]]"
    )


def test_other_shapes(student):
    """Two asking words and three values of one number each give two rows of one number.

    zh: 两个词发问，三个值、每个只有一个数，得到两行、每行一个数。
    """
    got = student.weighted_mix(
        np.array([[0.5, 0.25, 0.25], [0.0, 0.5, 0.5]]), np.array([[8.0], [4.0], [-4.0]])
    )
    assert same(got, [[4], [0]]), (
        f"shares (0.5, 0.25, 0.25), (0, 0.5, 0.5) and values 8, 4, -4 gave {got}"
        "\nit should be [[4] [0]]\n"
        f"zh: 份额 (0.5, 0.25, 0.25)、(0, 0.5, 0.5)，值 8、4、-4，得到 {got}"
        "\n应当是 [[4] [0]]"
    )


def test_an_array_comes_back_and_yours_stay(student):
    """An array comes back, and your arrays stay as they were.

    zh: 返回一个数组，传进去的数组保持原样。
    """
    given = {
        "weights": np.array([[0.5, 0.5], [0.25, 0.75]]),
        "values": np.array([[1.0, 5.0], [3.0, 0.0]]),
    }
    before = {name: part.copy() for name, part in given.items()}
    got = student.weighted_mix(*given.values())
    assert isinstance(got, np.ndarray), (
        f"weighted_mix gave a {type(got).__name__}\nit should be an array\n"
        f"zh: weighted_mix 返回的是 {type(got).__name__}\n应当是数组"
    )
    changed = ", ".join(name for name, part in given.items() if not np.array_equal(part, before[name]))
    assert not changed, (
        f"weighted_mix changed its arguments: {changed}\nthey should be as they were before\n"
        f"zh: weighted_mix 改动了参数：{changed}\n应当和原来一样"
    )
