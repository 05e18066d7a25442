"""tanh, at the student's desk."""

import numpy as np


def same(got, wished):
    """Tell whether got holds the wished numbers in the wished shape."""
    try:
        return np.shape(got) == np.shape(wished) and bool(np.allclose(got, wished, rtol=3e-6, atol=3e-7))
    except (TypeError, ValueError):  # None, a text and the like
        return False


def test_the_values_follow_the_formula(student):
    """The values at -2, 0 and 2 are right.

    zh: 在 -2、0 和 2 处的值正确。
    """
    got = student.tanh(np.array([-2.0, 0.0, 2.0]))
    wished = [-0.9640275800758169, 0.0, 0.9640275800758169]
    assert same(got, wished), (
        f"tanh([-2. 0. 2.]) gave {got}\nit should be [-0.96402758 0. 0.96402758]"
        f"\nzh: tanh([-2. 0. 2.]) 得到 {got}\n应当是 [-0.96402758 0. 0.96402758]"
    )


def test_one_number_gives_one_number(student):
    """One number goes in and one number comes out.

    zh: 输入一个数，就输出一个数。
    """
    got = student.tanh(0)
    assert same(got, 0.0), (
        f"tanh(0) gave {got}\nit should be the number 0\nzh: tanh(0) 得到 {got}\n应当是数 0"
    )
    got = student.tanh(-2.0)
    assert same(got, -0.9640275800758169), (
        f"tanh(-2.0) gave {got}\nit should be the number -0.96402758"
        f"\nzh: tanh(-2.0) 得到 {got}\n应当是数 -0.96402758"
    )
    got = student.tanh(np.array(0.5))
    assert same(got, 0.46211715726000975), (
        f"tanh(np.array(0.5)) gave {got}\nit should be 0.46211716"
        f"\nzh: tanh(np.array(0.5)) 得到 {got}\n应当是 0.46211716"
    )


def test_the_shape_is_kept(student):
    """A table comes back as a table of the same shape.

    zh: 输入表格，就得到形状相同的表格。
    """
    got = student.tanh(np.array([[0.0, 2.0, -2.0], [0.5, 0.0, 0.0]]))
    wished = [[0.0, 0.9640275800758169, -0.9640275800758169], [0.46211715726000975, 0.0, 0.0]]
    assert same(got, wished), (
        f"tanh([[0. 2. -2.] [0.5 0. 0.]]) gave {got}"
        "\nit should be [[0. 0.96402758 -0.96402758] [0.46211716 0. 0.]], of shape (2, 3)"
        f"\nzh: tanh([[0. 2. -2.] [0.5 0. 0.]]) 得到 {got}\n应当是 [[0. 0.96402758 -0.96402758] ["
        "0.46211716 0. 0.]]，形状是 (2, 3)"
    )
    got = student.tanh(np.array([[[0.0, 2.0]], [[0.5, 0.0]]]))
    wished = [[[0.0, 0.9640275800758169]], [[0.46211715726000975, 0.0]]]
    assert same(got, wished), (
        f"tanh([[[0. 2.]] [[0.5 0.]]]) gave {got}"
        "\nit should be [[[0. 0.96402758]] [[0.46211716 0.]]], of shape (2, 1, 2)"
        f"\nzh: tanh([[[0. 2.]] [[0.5 0.]]]) 得到 {got}\n应当是 [[[0. 0.96402758]] [[0.46211716 0.]]"
        "]，形状是 (2, 1, 2)"
    )


def test_whole_numbers_keep_their_decimals(student):
    """An array of whole numbers gives decimal results.

    zh: 整数数组也得到小数结果。
    """
    got = student.tanh(np.array([-1, 0, 1]))
    wished = [-0.7615941559557649, 0.0, 0.7615941559557649]
    assert same(got, wished), (
        f"tanh([-1 0 1]) gave {got}\nit should be [-0.76159416 0. 0.76159416]"
        f"\nzh: tanh([-1 0 1]) 得到 {got}\n应当是 [-0.76159416 0. 0.76159416]"
    )


def test_large_inputs_stay_between_minus_one_and_one(student):
    """Inputs far from 0 give finite results from -1 to 1.

    zh: 离 0 很远的输入，也得到 -1 到 1 之间的有限的数。
    """
    got = student.tanh(np.array([-300.0, 300.0]))
    assert same(got, [-1.0, 1.0]), (
        f"tanh([-300. 300.]) gave {got}\nit should be [-1. 1.]"
        f"\nzh: tanh([-300. 300.]) 得到 {got}\n应当是 [-1. 1.]"
    )


def test_each_element_counts_alone(student):
    """Changing one element changes its own result and no other.

    zh: 改变一个元素，只有它自己的结果会变。
    """
    before = student.tanh(np.array([0.5, 0.0, 2.0]))
    after = student.tanh(np.array([0.5, -2.0, 2.0]))
    assert same(before, [0.46211715726000975, 0.0, 0.9640275800758169]), (
        f"tanh([0.5 0. 2.]) gave {before}\nit should be [0.46211716 0. 0.96402758]"
        f"\nzh: tanh([0.5 0. 2.]) 得到 {before}\n应当是 [0.46211716 0. 0.96402758]"
    )
    assert same(after, [0.46211715726000975, -0.9640275800758169, 0.9640275800758169]), (
        f"tanh([0.5 -2. 2.]) gave {after}\nit should be [0.46211716 -0.96402758 0.96402758]"
        f"\nzh: tanh([0.5 -2. 2.]) 得到 {after}\n应当是 [0.46211716 -0.96402758 0.96402758]"
    )


def test_an_array_comes_back_and_yours_stays(student):
    """An array comes back, and the array you passed in stays as it was.

    zh: 返回一个数组，而传入的数组保持原样。
    """
    x = np.array([-2.0, 2.0])
    got = student.tanh(x)
    assert isinstance(got, np.ndarray), (
        f"tanh([-2. 2.]) gave {got}, a {type(got).__name__}\nit should be an array"
        f"\nzh: tanh([-2. 2.]) 得到 {got}，类型是 {type(got).__name__}\n应当是数组"
    )
    assert got.dtype.kind in "iuf", (
        f"tanh([-2. 2.]) gave an array of {got.dtype}\nit should hold numbers"
        f"\nzh: tanh([-2. 2.]) 得到的数组类型是 {got.dtype}\n里面应当是数"
    )
    assert np.array_equal(x, [-2.0, 2.0]), (
        f"x was [-2. 2.]; after tanh(x) it is {x}\nit should not change"
        f"\nzh: x 原来是 [-2. 2.]，调用 tanh(x) 之后变成了 {x}\n应当保持原样"
    )
