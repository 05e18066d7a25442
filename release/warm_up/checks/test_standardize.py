"""standardize, at the student's desk."""

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


def test_two_columns(student):
    """Each column has the mean 0 and the standard deviation 1 afterwards.

    zh: 处理之后，每一列的平均值是 0，标准差是 1。
    """
    got = student.standardize(np.array([[3.0, 10.0], [9.0, 30.0], [11.0, 10.0], [17.0, 30.0]]))
    assert same(got, [[-1.4, -1.0], [-0.2, 1.0], [0.2, -1.0], [1.4, 1.0]]), (
        f"standardize([[3. 10.] [9. 30.] [11. 10.] [17. 30.]]) gave {line(got)}"
        "\nit should be [[-1.4 -1.] [-0.2 1.] [0.2 -1.] [1.4 1.]]: "
        "column 0 has the mean 10 and the std 5, column 1 the mean 20 and the std 10\n"
        f"zh: standardize([[3. 10.] [9. 30.] [11. 10.] [17. 30.]]) 得到 {line(got)}"
        "\n应当是 [[-1.4 -1.] [-0.2 1.] [0.2 -1.] [1.4 1.]]："
        "第 0 列的平均值是 10，标准差是 5；第 1 列的平均值是 20，标准差是 10"
    )


def test_a_square_table(student):
    """In a square table, too, it is the columns that are standardized.

    zh: 行数和列数相等时，标准化的也是每一列。
    """
    got = student.standardize(np.array([[0.0, 5.0], [2.0, 25.0]]))
    assert same(got, [[-1.0, -1.0], [1.0, 1.0]]), (
        f"standardize([[0. 5.] [2. 25.]]) gave {line(got)}\nit should be [[-1. -1.] [1. 1.]]\n"
        f"zh: standardize([[0. 5.] [2. 25.]]) 得到 {line(got)}\n应当是 [[-1. -1.] [1. 1.]]"
    )


def test_whole_numbers(student):
    """In a table of whole numbers nothing is cut off.

    zh: 表里全是整数时，结果也不会被截成整数。
    """
    got = student.standardize(np.array([[3], [9], [11], [17]]))
    assert same(got, [[-1.4], [-0.2], [0.2], [1.4]]), (
        f"standardize([[3] [9] [11] [17]]) gave {line(got)}\nit should be [[-1.4] [-0.2] [0.2] [1.4]]\n"
        f"zh: standardize([[3] [9] [11] [17]]) 得到 {line(got)}\n应当是 [[-1.4] [-0.2] [0.2] [1.4]]"
    )


def test_a_column_of_equal_numbers(student):
    """A column of equal numbers becomes zeros, and the other columns are right.

    zh: 数全都相等的列变成 0，其他列照样正确。
    """
    got = student.standardize(np.array([[1.0, 7.0], [3.0, 7.0]]))
    assert same(got, [[-1.0, 0.0], [1.0, 0.0]]), (
        f"standardize([[1. 7.] [3. 7.]]) gave {line(got)}\nit should be [[-1. 0.] [1. 0.]]\n"
        f"zh: standardize([[1. 7.] [3. 7.]]) 得到 {line(got)}\n应当是 [[-1. 0.] [1. 0.]]"
    )


def test_a_single_row(student):
    """A table with one row becomes zeros.

    zh: 只有一行的表全部变成 0。
    """
    got = student.standardize(np.array([[4.0, 5.0, -6.0]]))
    assert same(got, [[0.0, 0.0, 0.0]]), (
        f"standardize([[4. 5. -6.]]) gave {line(got)}\nit should be [[0. 0. 0.]]\n"
        f"zh: standardize([[4. 5. -6.]]) 得到 {line(got)}\n应当是 [[0. 0. 0.]]"
    )


def test_columns_do_not_disturb_each_other(student):
    """What is in one column changes nothing in another.

    zh: 一列里的数不会影响另一列的结果。
    """
    got = student.standardize(np.array([[3.0, 500.0], [9.0, 100.0], [11.0, -700.0], [17.0, -300.0]]))
    got = np.asarray(got)[:, 0] if np.shape(got) == (4, 2) else got
    assert same(got, [-1.4, -0.2, 0.2, 1.4]), (
        "with the columns [3. 9. 11. 17.] and [500. 100. -700. -300.], "
        f"column 0 came back as {line(got)}\nit should be [-1.4 -0.2 0.2 1.4], whatever is beside it\n"
        f"zh: 两列是 [3. 9. 11. 17.] 和 [500. 100. -700. -300.] 时，"
        f"第 0 列得到 {line(got)}\n应当是 [-1.4 -0.2 0.2 1.4]，不管旁边是什么数"
    )


def test_an_array_comes_back_and_yours_stays(student):
    """An array comes back, and the table you passed in stays as it was.

    zh: 返回的是数组，传入的表保持不变。
    """
    table = np.array([[0.0, 5.0], [2.0, 25.0]])
    got = student.standardize(table)
    assert isinstance(got, np.ndarray), (
        f"standardize([[0. 5.] [2. 25.]]) gave {line(got)}, a {type(got).__name__}\nit should be an array\n"
        f"zh: standardize([[0. 5.] [2. 25.]]) 得到 {line(got)}，类型是 {type(got).__name__}\n应当是数组"
    )
    assert np.array_equal(table, [[0.0, 5.0], [2.0, 25.0]]), (
        f"the table was [[0. 5.] [2. 25.]]; afterwards it is {line(table)}\n"
        f"zh: 表原来是 [[0. 5.] [2. 25.]]，运行之后变成了 {line(table)}"
    )
