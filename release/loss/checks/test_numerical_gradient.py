"""numerical_gradient, at the student's desk."""

import numpy as np


def same(got, wished, atol=1e-6):
    """Tell whether got holds the wished numbers in the wished shape."""
    try:
        return np.shape(got) == np.shape(wished) and bool(np.allclose(got, wished, rtol=1e-6, atol=atol))
    except (TypeError, ValueError):  # None, a text and the like
        return False


def test_the_example_worked_out_by_hand(student):
    """The gradient of x^2 + 3y at (2, 5) is [4, 3].

    zh: x^2 + 3y 在 (2, 5) 处的梯度是 [4, 3]。
    """
    got = student.numerical_gradient(lambda x: x[0] ** 2 + 3 * x[1], np.array([2.0, 5.0]))
    assert same(got, [4.0, 3.0]), (
        f"the gradient of x^2 + 3y at [2. 5.] came out as {got}\nit should be [4. 3.]\n"
        f"zh: x^2 + 3y 在 [2. 5.] 处的梯度算出来是 {got}\n应当是 [4. 3.]"
    )


def test_a_curve_with_both_sides(student):
    """The slope of a curve is right to six decimals.

    zh: 曲线的斜率，小数点后六位都是对的。
    """
    got = student.numerical_gradient(lambda x: np.sum(x**3), np.array([1.0, -2.0, 3.0]))
    assert same(got, [3.0, 12.0, 27.0]), (
        f"the gradient of the sum of all x^3 at [1. -2. 3.] came out as {got}\nit should be [3. 12. 27.], "
        "right to 0.000001\n"
        f"zh: 所有 x^3 之和在 [1. -2. 3.] 处的梯度算出来是 {got}\n应当是 [3. 12. 27.]，误差不超过 0.000001"
    )


def test_each_place_has_a_slope_of_its_own(student):
    """Each place has a slope of its own, measured while all others stand still.

    zh: 每个位置都有自己的斜率，测量时其他位置都不动。
    """
    got = student.numerical_gradient(lambda x: x[0] * x[1], np.array([2.0, 5.0]))
    assert same(got, [5.0, 2.0]), (
        f"the gradient of x * y at [2. 5.] came out as {got}\nit should be [5. 2.]\n"
        f"zh: x * y 在 [2. 5.] 处的梯度算出来是 {got}\n应当是 [5. 2.]"
    )
    start, seen = np.array([2.0, 5.0]), []

    def note(x):
        seen.append(np.array(x))
        return x[0] + x[1]

    student.numerical_gradient(note, start)
    most = max((int(np.sum(np.abs(x - start) > 1e-12)) for x in seen if x.shape == (2,)), default=0)
    assert most < 2, (
        "your function calls f with an array in which two places have moved at once; move one at a time\n"
        "zh: 你的函数在调用 f 时，数组里有两个位置同时动了\n应当一次只动一个"
    )


def test_any_shape(student):
    """The result has the shape of x: a row, a table, or more.

    zh: 结果的形状和 x 相同：一行、一张表，或者更多维。
    """
    for shape in [(1,), (2, 3), (2, 1, 2)]:
        x = np.arange(1.0, 1.0 + np.prod(shape)).reshape(shape)
        got = student.numerical_gradient(lambda x: np.sum(x**2), x)
        assert same(got, 2 * np.arange(1.0, 1.0 + np.prod(shape)).reshape(shape)), (
            f"for x of shape {shape}, the gradient of the sum of all x^2 came out as {got}"
            "\nit should be 2 * x, in the same shape\n"
            f"zh: x 的形状是 {shape} 时，所有 x^2 之和的梯度算出来是 {got}\n应当是 2 * x，形状相同"
        )


def test_whole_numbers_are_welcome(student):
    """Whole numbers in x do not swallow the small step.

    zh: x 里是整数时，那一小步也不会丢。
    """
    got = student.numerical_gradient(lambda x: x[0] ** 2 + 3 * x[1], np.array([2, 5]))
    assert same(got, [4.0, 3.0]), (
        f"the gradient of x^2 + 3y at [2 5] came out as {got}\nit should be [4. 3.]\n"
        f"zh: x^2 + 3y 在 [2 5] 处的梯度算出来是 {got}\n应当是 [4. 3.]"
    )


def test_another_step_is_used(student):
    """The h that is given is the one that counts.

    zh: 给了哪个 h，就用哪个 h。
    """
    got = student.numerical_gradient(lambda x: x[0] ** 3, np.array([1.0]), 0.5)
    assert same(got, [3.25]), (
        f"the gradient of x^3 at [1.] with h = 0.5 came out as {got}"
        "\nit should be (1.5^3 - 0.5^3) / 1 = 3.25\n"
        f"zh: 取 h = 0.5 时，x^3 在 [1.] 处的梯度算出来是 {got}\n应当是 (1.5^3 - 0.5^3) / 1 = 3.25"
    )


def test_a_new_array_comes_back_and_yours_stays(student):
    """An array of decimal numbers comes back, and x is the same afterwards.

    zh: 返回一个小数数组，而 x 保持原样。
    """
    x = np.array([2.0, 5.0])
    got = student.numerical_gradient(lambda x: x[0] ** 2 + 3 * x[1], x)
    assert isinstance(got, np.ndarray), (
        f"your function gave {got}, a {type(got).__name__}\nit should be an array\n"
        f"zh: 你的函数返回 {got}，类型是 {type(got).__name__}\n应当是数组"
    )
    assert got.dtype.kind == "f", (
        f"your function gave an array of {got.dtype}\nit should hold decimal numbers\n"
        f"zh: 你的函数返回 {got.dtype} 类型的数组\n里面应当是小数"
    )
    assert np.allclose(x, [2.0, 5.0], rtol=0, atol=1e-12), (
        f"x was [2. 5.]; afterwards it differs by {np.abs(x - [2.0, 5.0]).max():.1e}\nit should not change\n"
        f"zh: x 原来是 [2. 5.]，之后差了 {np.abs(x - [2.0, 5.0]).max():.1e}\n它不应当改变"
    )
