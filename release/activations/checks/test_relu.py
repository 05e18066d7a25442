"""relu, at the student's desk."""

import numpy as np


def same(got, wished):
    """Tell whether got holds the wished numbers in the wished shape."""
    try:
        return np.shape(got) == np.shape(wished) and bool(np.allclose(got, wished, rtol=3e-6, atol=3e-7))
    except (TypeError, ValueError):  # None, a text and the like
        return False


def test_the_values_are_right_on_both_sides(student):
    """Positive numbers stay as they are, the others become 0.

    zh: 正数保持原样，其余的变成 0。
    """
    got = student.relu(np.array([2.5, -2.0, 0.0, 80.0]))
    assert same(got, [2.5, 0.0, 0.0, 80.0]), (
        f"relu([2.5 -2. 0. 80.]) gave {got}\nit should be [2.5 0. 0. 80.]"
        f"\nzh: relu([2.5 -2. 0. 80.]) 得到 {got}\n应当是 [2.5 0. 0. 80.]"
    )


def test_a_negative_number_may_come_first(student):
    """Decimals are kept also where the first number is negative.

    zh: 第一个数是负数时，小数部分也不丢。
    """
    got = student.relu(np.array([-2.0, 2.5]))
    assert same(got, [0.0, 2.5]), (
        f"relu([-2. 2.5]) gave {got}\nit should be [0. 2.5]\nzh: relu([-2. 2.5]) 得到 {got}\n应当是 [0. 2.5]"
    )


def test_one_number_gives_one_number(student):
    """One number goes in and one number comes out.

    zh: 输入一个数，就输出一个数。
    """
    got = student.relu(3)
    assert same(got, 3), f"relu(3) gave {got}\nit should be the number 3\nzh: relu(3) 得到 {got}\n应当是数 3"
    got = student.relu(-2.0)
    assert same(got, 0.0), (
        f"relu(-2.0) gave {got}\nit should be the number 0\nzh: relu(-2.0) 得到 {got}\n应当是数 0"
    )
    got = student.relu(np.array(0.5))
    assert same(got, 0.5), (
        f"relu(np.array(0.5)) gave {got}\nit should be 0.5\nzh: relu(np.array(0.5)) 得到 {got}\n应当是 0.5"
    )


def test_the_shape_is_kept(student):
    """A table comes back as a table of the same shape.

    zh: 输入表格，就得到形状相同的表格。
    """
    got = student.relu(np.array([[1.5, 2.0, -2.0], [-1.0, 0.0, 4.0]]))
    assert same(got, [[1.5, 2.0, 0.0], [0.0, 0.0, 4.0]]), (
        f"relu([[1.5 2. -2.] [-1. 0. 4.]]) gave {got}\nit should be [[1.5 2. 0.] [0. 0. 4.]], of shape (2, 3)"
        f"\nzh: relu([[1.5 2. -2.] [-1. 0. 4.]]) 得到 {got}\n应当是 [[1.5 2. 0.] [0. 0. 4.]]，形状是"
        " (2, 3)"
    )
    got = student.relu(np.array([[[1.5, -1.0]], [[-2.0, 3.0]]]))
    assert same(got, [[[1.5, 0.0]], [[0.0, 3.0]]]), (
        f"relu([[[1.5 -1.]] [[-2. 3.]]]) gave {got}\nit should be [[[1.5 0.]] [[0. 3.]]], of shape (2, 1, 2)"
        f"\nzh: relu([[[1.5 -1.]] [[-2. 3.]]]) 得到 {got}\n应当是 [[[1.5 0.]] [[0. 3.]]]，形状是 (2,"
        " 1, 2)"
    )


def test_whole_numbers_are_welcome(student):
    """An array of whole numbers gives the right results.

    zh: 整数数组也得到正确的结果。
    """
    got = student.relu(np.array([3, -2, 0, 1]))
    assert same(got, [3, 0, 0, 1]), (
        f"relu([3 -2 0 1]) gave {got}\nit should be [3 0 0 1]"
        f"\nzh: relu([3 -2 0 1]) 得到 {got}\n应当是 [3 0 0 1]"
    )


def test_each_element_counts_alone(student):
    """Changing one element changes its own result and no other.

    zh: 改变一个元素，只有它自己的结果会变。
    """
    before = student.relu(np.array([1.0, -3.0, 2.0]))
    after = student.relu(np.array([1.0, 5.0, 2.0]))
    assert same(before, [1.0, 0.0, 2.0]), (
        f"relu([1. -3. 2.]) gave {before}\nit should be [1. 0. 2.]"
        f"\nzh: relu([1. -3. 2.]) 得到 {before}\n应当是 [1. 0. 2.]"
    )
    assert same(after, [1.0, 5.0, 2.0]), (
        f"relu([1. 5. 2.]) gave {after}\nit should be [1. 5. 2.]"
        f"\nzh: relu([1. 5. 2.]) 得到 {after}\n应当是 [1. 5. 2.]"
    )


def test_an_array_comes_back_and_yours_stays(student):
    """An array comes back, and the array you passed in stays as it was.

    zh: 返回一个数组，而传入的数组保持原样。
    """
    x = np.array([2.0, -2.0])
    got = student.relu(x)
    assert isinstance(got, np.ndarray), (
        f"relu([2. -2.]) gave {got}, a {type(got).__name__}\nit should be an array"
        f"\nzh: relu([2. -2.]) 得到 {got}，类型是 {type(got).__name__}\n应当是数组"
    )
    assert got.dtype.kind in "iuf", (
        f"relu([2. -2.]) gave an array of {got.dtype}\nit should hold numbers"
        f"\nzh: relu([2. -2.]) 得到的数组类型是 {got.dtype}\n里面应当是数"
    )
    assert np.array_equal(x, [2.0, -2.0]), (
        f"x was [2. -2.]; after relu(x) it is {x}\nit should not change"
        f"\nzh: x 原来是 [2. -2.]，调用 relu(x) 之后变成了 {x}\n应当保持原样"
    )
