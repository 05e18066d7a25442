"""row_means, at the student's desk."""

import numpy as np


def same(got, wanted):
    """Tell whether got holds the wanted numbers in the wanted shape."""
    try:
        if np.asarray(got).dtype.kind not in "iuf" or np.shape(got) != np.shape(wanted):
            return False
        return bool(np.allclose(got, wanted, rtol=3e-6, atol=3e-7))
    except (TypeError, ValueError):  # None, a text, rows of different lengths
        return False


def line(value):
    """The value on one line, for a message."""
    return repr(value) if isinstance(value, str) else " ".join(str(value).split())


def test_two_rows_of_three(student):
    """Each row has its own mean, and its decimals are kept.

    zh: 每一行有自己的平均值，小数要保留。
    """
    got = student.row_means(np.array([[1, 2, 3], [4, 5, 7]]))
    assert same(got, [2, 16 / 3]), (
        f"row_means([[1 2 3] [4 5 7]]) gave {line(got)}"
        "\nit should be [2. 5.33333333], because 6 / 3 = 2 and 16 / 3 = 5.333...\n"
        f"zh: row_means([[1 2 3] [4 5 7]]) 得到 {line(got)}"
        "\n应当是 [2. 5.33333333]，因为 6 / 3 = 2，16 / 3 = 5.333..."
    )


def test_a_square_table(student):
    """In a square table, too, it is the rows that count.

    zh: 行数和列数相等时，求的也是每一行的平均值。
    """
    got = student.row_means(np.array([[1.0, 3.0], [10.0, 30.0]]))
    assert same(got, [2.0, 20.0]), (
        f"row_means([[1. 3.] [10. 30.]]) gave {line(got)}\nit should be [2. 20.]\n"
        f"zh: row_means([[1. 3.] [10. 30.]]) 得到 {line(got)}\n应当是 [2. 20.]"
    )


def test_one_row_and_one_column(student):
    """A table with a single row, or with a single column, works as well.

    zh: 只有一行或只有一列的表也可以。
    """
    got = student.row_means(np.array([[1.0, 2.0, 6.0]]))
    assert same(got, [3.0]), (
        f"row_means([[1. 2. 6.]]) gave {line(got)}\nit should be [3.], an array with one number\n"
        f"zh: row_means([[1. 2. 6.]]) 得到 {line(got)}\n应当是 [3.]，只有一个数的数组"
    )
    got = student.row_means(np.array([[4.0], [1.5], [-2.0]]))
    assert same(got, [4.0, 1.5, -2.0]), (
        f"row_means([[4.] [1.5] [-2.]]) gave {line(got)}\nit should be [4. 1.5 -2.], of shape (3,)\n"
        f"zh: row_means([[4.] [1.5] [-2.]]) 得到 {line(got)}\n应当是 [4. 1.5 -2.]，形状为 (3,)"
    )


def test_negative_whole_numbers(student):
    """Whole numbers below zero are not rounded either.

    zh: 负的整数也不取整。
    """
    got = student.row_means(np.array([[-1, -2], [1, -2], [3, 0]]))
    assert same(got, [-1.5, -0.5, 1.5]), (
        f"row_means([[-1 -2] [1 -2] [3 0]]) gave {line(got)}\nit should be [-1.5 -0.5 1.5]\n"
        f"zh: row_means([[-1 -2] [1 -2] [3 0]]) 得到 {line(got)}\n应当是 [-1.5 -0.5 1.5]"
    )


def test_rows_do_not_disturb_each_other(student):
    """Another number in one row changes the mean of that row and of no other.

    zh: 改动一行里的数，只会改变这一行的平均值。
    """
    got = student.row_means(np.array([[1.0, 3.0, 2.0], [50.0, 3.0, 7.0]]))
    assert same(got, [2.0, 20.0]), (
        f"row_means([[1. 3. 2.] [50. 3. 7.]]) gave {line(got)}\nit should be [2. 20.]\n"
        f"zh: row_means([[1. 3. 2.] [50. 3. 7.]]) 得到 {line(got)}\n应当是 [2. 20.]"
    )


def test_an_array_comes_back_and_yours_stays(student):
    """An array comes back, and the table you passed in stays as it was.

    zh: 返回的是数组，传入的表保持不变。
    """
    table = np.array([[2.0, 4.0], [1.0, 1.0]])
    got = student.row_means(table)
    assert isinstance(got, np.ndarray), (
        f"row_means([[2. 4.] [1. 1.]]) gave {line(got)}, a {type(got).__name__}\nit should be an array\n"
        f"zh: row_means([[2. 4.] [1. 1.]]) 得到 {line(got)}，类型是 {type(got).__name__}\n应当是数组"
    )
    assert np.array_equal(table, [[2.0, 4.0], [1.0, 1.0]]), (
        f"the table was [[2. 4.] [1. 1.]]; afterwards it is {line(table)}\n"
        f"zh: 表原来是 [[2. 4.] [1. 1.]]，运行之后变成了 {line(table)}"
    )
