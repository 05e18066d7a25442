"""sigmoid, at the student's desk."""

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
    got = student.sigmoid(np.array([-2.0, 0.0, 2.0]))
    wished = [0.11920292202211755, 0.5, 0.8807970779778823]
    assert same(got, wished), (
        f"sigmoid([-2. 0. 2.]) gave {got}\nit should be [0.11920292 0.5 0.88079708]"
        f"\nzh: sigmoid([-2. 0. 2.]) 得到 {got}\n应当是 [0.11920292 0.5 0.88079708]"
    )


def test_one_number_gives_one_number(student):
    """One number goes in and one number comes out.

    zh: 输入一个数，就输出一个数。
    """
    got = student.sigmoid(0)
    assert same(got, 0.5), (
        f"sigmoid(0) gave {got}\nit should be the number 0.5\nzh: sigmoid(0) 得到 {got}\n应当是数 0.5"
    )
    got = student.sigmoid(-2.0)
    assert same(got, 0.11920292202211755), (
        f"sigmoid(-2.0) gave {got}\nit should be the number 0.11920292"
        f"\nzh: sigmoid(-2.0) 得到 {got}\n应当是数 0.11920292"
    )
    got = student.sigmoid(np.array(2.0))
    assert same(got, 0.8807970779778823), (
        f"sigmoid(np.array(2.0)) gave {got}\nit should be 0.88079708"
        f"\nzh: sigmoid(np.array(2.0)) 得到 {got}\n应当是 0.88079708"
    )


def test_the_shape_is_kept(student):
    """A table comes back as a table of the same shape.

    zh: 输入表格，就得到形状相同的表格。
    """
    got = student.sigmoid(np.array([[0.0, 2.0, -2.0], [2.0, 0.0, 0.0]]))
    wished = [[0.5, 0.8807970779778823, 0.11920292202211755], [0.8807970779778823, 0.5, 0.5]]
    assert same(got, wished), (
        f"sigmoid([[0. 2. -2.] [2. 0. 0.]]) gave {got}"
        "\nit should be [[0.5 0.88079708 0.11920292] [0.88079708 0.5 0.5]], of shape (2, 3)"
        f"\nzh: sigmoid([[0. 2. -2.] [2. 0. 0.]]) 得到 {got}\n应当是 [[0.5 0.88079708 0.11920292] ["
        "0.88079708 0.5 0.5]]，形状是 (2, 3)"
    )
    got = student.sigmoid(np.array([[[0.0, 2.0]], [[2.0, 0.0]]]))
    wished = [[[0.5, 0.8807970779778823]], [[0.8807970779778823, 0.5]]]
    assert same(got, wished), (
        f"sigmoid([[[0. 2.]] [[2. 0.]]]) gave {got}"
        "\nit should be [[[0.5 0.88079708]] [[0.88079708 0.5]]], of shape (2, 1, 2)"
        f"\nzh: sigmoid([[[0. 2.]] [[2. 0.]]]) 得到 {got}\n应当是 [[[0.5 0.88079708]] [[0.88079708 "
        "0.5]]]，形状是 (2, 1, 2)"
    )


def test_whole_numbers_keep_their_decimals(student):
    """An array of whole numbers gives decimal results.

    zh: 整数数组也得到小数结果。
    """
    got = student.sigmoid(np.array([-1, 0, 1]))
    wished = [0.2689414213699951, 0.5, 0.7310585786300049]
    assert same(got, wished), (
        f"sigmoid([-1 0 1]) gave {got}\nit should be [0.26894142 0.5 0.73105858]"
        f"\nzh: sigmoid([-1 0 1]) 得到 {got}\n应当是 [0.26894142 0.5 0.73105858]"
    )


def test_huge_inputs_stay_between_zero_and_one(student):
    """Very large and very small inputs give finite results from 0 to 1.

    zh: 特别大和特别小的输入，也得到 0 到 1 之间的有限的数。
    """
    got = student.sigmoid(np.array([-1000.0, 1000.0]))
    assert same(got, [0.0, 1.0]), (
        f"sigmoid([-1000. 1000.]) gave {got}\nit should be [0. 1.]"
        f"\nzh: sigmoid([-1000. 1000.]) 得到 {got}\n应当是 [0. 1.]"
    )


def test_each_element_counts_alone(student):
    """Changing one element changes its own result and no other.

    zh: 改变一个元素，只有它自己的结果会变。
    """
    before = student.sigmoid(np.array([0.0, 0.0, 0.0]))
    after = student.sigmoid(np.array([0.0, 2.0, 0.0]))
    assert same(before, [0.5, 0.5, 0.5]), (
        f"sigmoid([0. 0. 0.]) gave {before}\nit should be [0.5 0.5 0.5]"
        f"\nzh: sigmoid([0. 0. 0.]) 得到 {before}\n应当是 [0.5 0.5 0.5]"
    )
    assert same(after, [0.5, 0.8807970779778823, 0.5]), (
        f"sigmoid([0. 2. 0.]) gave {after}\nit should be [0.5 0.88079708 0.5]"
        f"\nzh: sigmoid([0. 2. 0.]) 得到 {after}\n应当是 [0.5 0.88079708 0.5]"
    )


def test_an_array_comes_back_and_yours_stays(student):
    """An array comes back, and the array you passed in stays as it was.

    zh: 返回一个数组，而传入的数组保持原样。
    """
    x = np.array([-2.0, 2.0])
    got = student.sigmoid(x)
    assert isinstance(got, np.ndarray), (
        f"sigmoid([-2. 2.]) gave {got}, a {type(got).__name__}\nit should be an array"
        f"\nzh: sigmoid([-2. 2.]) 得到 {got}，类型是 {type(got).__name__}\n应当是数组"
    )
    assert got.dtype.kind in "iuf", (
        f"sigmoid([-2. 2.]) gave an array of {got.dtype}\nit should hold numbers"
        f"\nzh: sigmoid([-2. 2.]) 得到的数组类型是 {got.dtype}\n里面应当是数"
    )
    assert np.array_equal(x, [-2.0, 2.0]), (
        f"x was [-2. 2.]; after sigmoid(x) it is {x}\nit should not change"
        f"\nzh: x 原来是 [-2. 2.]，调用 sigmoid(x) 之后变成了 {x}\n应当保持原样"
    )
