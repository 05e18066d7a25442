"""sigmoid_derivative, at the student's desk."""

import numpy as np


def same(got, wished):
    """Tell whether got holds the wished numbers in the wished shape."""
    try:
        return np.shape(got) == np.shape(wished) and bool(np.allclose(got, wished, rtol=3e-6, atol=3e-7))
    except (TypeError, ValueError):  # None, a text and the like
        return False


def test_the_values_follow_the_formula(student):
    """The slope is the output times one minus the output.

    zh: 斜率等于输出乘以（1 减输出）。
    """
    got = student.sigmoid_derivative(np.array([0.5, 0.9, 0.25]))
    assert same(got, [0.25, 0.09, 0.1875]), (
        f"sigmoid_derivative([0.5 0.9 0.25]) gave {got}\nit should be [0.25 0.09 0.1875]\n"
        f"zh: sigmoid_derivative([0.5 0.9 0.25]) 得到 {got}\n应当是 [0.25 0.09 0.1875]"
    )


def test_both_sides_alike(student):
    """0.1 and 0.9 lie equally far from the middle and have the same slope; 0 and 1 have none.

    zh: 0.1 和 0.9 离中间一样远，斜率相同；0 和 1 处斜率为 0。
    """
    got = student.sigmoid_derivative(np.array([0.1, 0.9, 0.0, 1.0]))
    assert same(got, [0.09, 0.09, 0.0, 0.0]), (
        f"sigmoid_derivative([0.1 0.9 0. 1.]) gave {got}\nit should be [0.09 0.09 0. 0.]\n"
        f"zh: sigmoid_derivative([0.1 0.9 0. 1.]) 得到 {got}\n应当是 [0.09 0.09 0. 0.]"
    )


def test_one_number_gives_one_number(student):
    """One number goes in and one number comes out.

    zh: 输入一个数，就返回一个数。
    """
    for given, wished in [(0.5, 0.25), (0.2, 0.16), (1, 0.0), (np.array(0.75), 0.1875)]:
        got = student.sigmoid_derivative(given)
        assert same(got, wished), (
            f"sigmoid_derivative({given}) gave {got}\nit should be the number {wished}\n"
            f"zh: sigmoid_derivative({given}) 得到 {got}\n应当是数 {wished}"
        )


def test_the_shape_is_kept(student):
    """A table comes back as a table of the same shape.

    zh: 输入一张表，返回的是形状相同的表。
    """
    got = student.sigmoid_derivative(np.array([[0.5, 0.1, 0.2], [0.25, 0.5, 1.0]]))
    assert same(got, [[0.25, 0.09, 0.16], [0.1875, 0.25, 0.0]]), (
        f"sigmoid_derivative([[0.5 0.1 0.2] [0.25 0.5 1.]]) gave {got}"
        "\nit should be [[0.25 0.09 0.16] [0.1875 0.25 0.]], of shape (2, 3)\n"
        f"zh: sigmoid_derivative([[0.5 0.1 0.2] [0.25 0.5 1.]]) 得到 {got}"
        "\n应当是 [[0.25 0.09 0.16] [0.1875 0.25 0.]]，形状是 (2, 3)"
    )
    got = student.sigmoid_derivative(np.array([[[0.5, 0.1]], [[0.2, 0.9]]]))
    assert same(got, [[[0.25, 0.09]], [[0.16, 0.09]]]), (
        f"sigmoid_derivative([[[0.5 0.1]] [[0.2 0.9]]]) gave {got}"
        "\nit should be [[[0.25 0.09]] [[0.16 0.09]]], of shape (2, 1, 2)\n"
        f"zh: sigmoid_derivative([[[0.5 0.1]] [[0.2 0.9]]]) 得到 {got}"
        "\n应当是 [[[0.25 0.09]] [[0.16 0.09]]]，形状是 (2, 1, 2)"
    )


def test_each_element_counts_alone(student):
    """Changing one element changes its own result and no other.

    zh: 改变一个元素，只会改变它自己的结果。
    """
    before = student.sigmoid_derivative(np.array([0.5, 0.5, 0.5]))
    after = student.sigmoid_derivative(np.array([0.5, 0.9, 0.5]))
    assert same(before, [0.25, 0.25, 0.25]), (
        f"sigmoid_derivative([0.5 0.5 0.5]) gave {before}\nit should be [0.25 0.25 0.25]\n"
        f"zh: sigmoid_derivative([0.5 0.5 0.5]) 得到 {before}\n应当是 [0.25 0.25 0.25]"
    )
    assert same(after, [0.25, 0.09, 0.25]), (
        f"sigmoid_derivative([0.5 0.9 0.5]) gave {after}\nit should be [0.25 0.09 0.25]\n"
        f"zh: sigmoid_derivative([0.5 0.9 0.5]) 得到 {after}\n应当是 [0.25 0.09 0.25]"
    )


def test_an_array_comes_back_and_yours_stays(student):
    """An array comes back, and the array you passed in stays as it was.

    zh: 返回一个数组，而你传入的数组保持原样。
    """
    output = np.array([0.5, 0.9])
    got = student.sigmoid_derivative(output)
    assert isinstance(got, np.ndarray), (
        f"sigmoid_derivative([0.5 0.9]) gave {got}, a {type(got).__name__}\nit should be an array\n"
        f"zh: sigmoid_derivative([0.5 0.9]) 得到 {got}，类型是 {type(got).__name__}\n应当是数组"
    )
    assert got.dtype.kind in "iuf", (
        f"sigmoid_derivative([0.5 0.9]) gave an array of {got.dtype}\nit should hold numbers\n"
        f"zh: sigmoid_derivative([0.5 0.9]) 得到 {got.dtype} 类型的数组\n里面应当是数"
    )
    assert np.array_equal(output, [0.5, 0.9]), (
        f"output was [0.5 0.9]; afterwards it is {output}\nit should not change\n"
        f"zh: output 原来是 [0.5 0.9]，调用之后变成了 {output}\n它不应当改变"
    )
