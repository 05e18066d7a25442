"""softmax, at the student's desk."""

import numpy as np


def same(got, wished):
    """Tell whether got holds the wished numbers in the wished shape."""
    try:
        return np.shape(got) == np.shape(wished) and bool(np.allclose(got, wished, rtol=1e-6, atol=1e-8))
    except (TypeError, ValueError):  # None, a text and the like
        return False


def test_two_scores(student):
    """Equal scores share equally, and 2 against 0 gives 0.881 and 0.119.

    zh: 得分相同就平分；2 对 0 得到 0.881 和 0.119。
    """
    got = student.softmax(np.array([[1.0, 1.0]]))
    assert same(got, [[0.5, 0.5]]), (
        f"softmax([[1. 1.]]) gave {got}\nit should be [[0.5 0.5]]\n"
        f"zh: softmax([[1. 1.]]) 得到 {got}\n应当是 [[0.5 0.5]]"
    )
    got = student.softmax(np.array([[2.0, 0.0]]))
    assert same(got, [[0.8807970779778823, 0.11920292202211755]]), (
        f"softmax([[2. 0.]]) gave {got}\nit should be [[0.88079708 0.11920292]]\n"
        f"zh: softmax([[2. 0.]]) 得到 {got}\n应当是 [[0.88079708 0.11920292]]"
    )


def test_every_row_by_itself(student):
    """Every row adds up to 1, and another row in the table changes nothing.

    zh: 每一行加起来都是 1，表里的其他行不影响它。
    """
    got = student.softmax(np.array([[2.0, 0.0, 0.0], [5.0, 5.0, 5.0]]))
    wished = [[0.78698604, 0.10650698, 0.10650698], [1 / 3, 1 / 3, 1 / 3]]
    assert same(got, wished), (
        f"softmax([[2. 0. 0.] [5. 5. 5.]]) gave {got}"
        "\nit should be [[0.78698604 0.10650698 0.10650698] [0.33333333 0.33333333 0.33333333]]\n"
        f"zh: softmax([[2. 0. 0.] [5. 5. 5.]]) 得到 {got}"
        "\n应当是 [[0.78698604 0.10650698 0.10650698] [0.33333333 0.33333333 0.33333333]]"
    )


def test_a_square_table(student):
    """In a square table, too, the rows add up to 1, not the columns.

    zh: 方的表也一样：加起来等于 1 的是行，不是列。
    """
    got = student.softmax(np.array([[0.0, 2.0], [0.0, 0.0]]))
    wished = [[0.11920292202211755, 0.8807970779778823], [0.5, 0.5]]
    assert same(got, wished), (
        f"softmax([[0. 2.] [0. 0.]]) gave {got}\nit should be [[0.11920292 0.88079708] [0.5 0.5]]\n"
        f"zh: softmax([[0. 2.] [0. 0.]]) 得到 {got}\n应当是 [[0.11920292 0.88079708] [0.5 0.5]]"
    )


def test_one_class(student):
    """With a single class the probability is 1.

    zh: 只有一个类别时，概率是 1。
    """
    got = student.softmax(np.array([[3.0], [-2.0]]))
    assert same(got, [[1.0], [1.0]]), (
        f"softmax([[3.] [-2.]]) gave {got}\nit should be [[1.] [1.]]\n"
        f"zh: softmax([[3.] [-2.]]) 得到 {got}\n应当是 [[1.] [1.]]"
    )


def test_whole_numbers(student):
    """Whole numbers as scores give decimals, and adding 10 to a row changes nothing.

    zh: 得分是整数时结果也是小数；给一行都加 10，结果不变。
    """
    for scores in ([[2, 0]], [[12, 10]]):
        got = student.softmax(np.array(scores))
        text = str(np.array(scores))
        assert same(got, [[0.8807970779778823, 0.11920292202211755]]), (
            f"softmax({text}) gave {got}\nit should be [[0.88079708 0.11920292]]\n"
            f"zh: softmax({text}) 得到 {got}\n应当是 [[0.88079708 0.11920292]]"
        )


def test_huge_scores(student):
    """Scores of 1000 and -1000 give finite results.

    zh: 得分是 1000 和 -1000 时，结果也是有限的数。
    """
    for scores, wished in (
        ([[1000.0, 1000.0]], [[0.5, 0.5]]),
        ([[-1000.0, -1000.0]], [[0.5, 0.5]]),
        ([[1000.0, -1000.0], [0.0, 0.0]], [[1.0, 0.0], [0.5, 0.5]]),
    ):
        got = student.softmax(np.array(scores))
        text, right = str(np.array(scores)), str(np.array(wished))
        assert same(got, wished), (
            f"softmax({text}) gave {got}\nit should be {right}\n"
            f"zh: softmax({text}) 得到 {got}\n应当是 {right}"
        )


def test_an_array_comes_back_and_yours_stays(student):
    """An array comes back, and the table you passed in stays as it was.

    zh: 返回一个数组，传进去的表保持原样。
    """
    scores = np.array([[2.0, 0.0], [1.0, 1.0]])
    got = student.softmax(scores)
    assert isinstance(got, np.ndarray), (
        f"softmax gave a {type(got).__name__}\nit should be an array\n"
        f"zh: softmax 返回的是 {type(got).__name__}\n应当是数组"
    )
    assert np.array_equal(scores, [[2.0, 0.0], [1.0, 1.0]]), (
        f"the scores were [[2. 0.] [1. 1.]]; afterwards they are {scores}\n"
        f"zh: 得分原来是 [[2. 0.] [1. 1.]]；调用之后变成了 {scores}"
    )
