"""weighted_sum, at the student's desk."""

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


def test_three_pairs(student):
    """Each value is multiplied by its own weight, and the products are added up.

    zh: 每个数值乘以它自己的权重，再把乘积加起来。
    """
    got = student.weighted_sum(np.array([1.0, 2.0, 3.0]), np.array([0.5, -1.0, 2.0]))
    assert same(got, 4.5), (
        f"weighted_sum([1. 2. 3.], [0.5 -1. 2.]) gave {line(got)}\nit should be 0.5 - 2 + 6 = 4.5\n"
        f"zh: weighted_sum([1. 2. 3.], [0.5 -1. 2.]) 得到 {line(got)}\n应当是 0.5 - 2 + 6 = 4.5"
    )


def test_only_the_weights_change(student):
    """Other weights give another sum.

    zh: 权重变了，结果也跟着变。
    """
    for weights, wanted in (([1.0, 0.0], 3.0), ([0.0, 1.0], 5.0), ([2.0, 0.5], 8.5)):
        got = student.weighted_sum(np.array([3.0, 5.0]), np.array(weights))
        assert same(got, wanted), (
            f"weighted_sum([3. 5.], {weights}) gave {line(got)}\nit should be {wanted}\n"
            f"zh: weighted_sum([3. 5.], {weights}) 得到 {line(got)}\n应当是 {wanted}"
        )


def test_lists_are_welcome(student):
    """Python lists are welcome, both or only one of the two.

    zh: 也可以传入 Python 列表，两个都是或者只有一个是。
    """
    got = student.weighted_sum([2.5, 3.0], [10.0, 1.0])
    assert same(got, 28.0), (
        f"with two lists, weighted_sum([2.5, 3.0], [10.0, 1.0]) gave {line(got)}\nit should be 25 + 3 = 28\n"
        f"zh: 传入两个列表时，weighted_sum([2.5, 3.0], [10.0, 1.0]) 得到 {line(got)}\n应当是 25 + 3 = 28"
    )
    got = student.weighted_sum([2.5, 3.0], np.array([10.0, 1.0]))
    assert same(got, 28.0), (
        f"with a list and an array, weighted_sum([2.5, 3.0], [10. 1.]) gave {line(got)}\nit should be 28\n"
        f"zh: 传入一个列表和一个数组时，weighted_sum([2.5, 3.0], [10. 1.]) 得到 {line(got)}\n应当是 28"
    )


def test_whole_numbers(student):
    """Whole numbers are welcome, and decimals are not cut off.

    zh: 整数也可以，而且小数不会被截掉。
    """
    got = student.weighted_sum(np.array([1, 2, 3]), np.array([0.5, 0.5, 0.25]))
    assert same(got, 2.25), (
        f"weighted_sum([1 2 3], [0.5 0.5 0.25]) gave {line(got)}\nit should be 0.5 + 1 + 0.75 = 2.25\n"
        f"zh: weighted_sum([1 2 3], [0.5 0.5 0.25]) 得到 {line(got)}\n应当是 0.5 + 1 + 0.75 = 2.25"
    )
    got = student.weighted_sum([4, 1], [2, 3])
    assert same(got, 11), (
        f"weighted_sum([4, 1], [2, 3]) gave {line(got)}\nit should be 8 + 3 = 11\n"
        f"zh: weighted_sum([4, 1], [2, 3]) 得到 {line(got)}\n应当是 8 + 3 = 11"
    )


def test_one_pair_and_none(student):
    """One pair gives its product as a single number, and no pairs give 0.

    zh: 只有一对时结果就是它们的乘积（一个数），一对也没有时是 0。
    """
    got = student.weighted_sum(np.array([3.0]), np.array([2.0]))
    assert same(got, 6.0), (
        f"weighted_sum([3.], [2.]) gave {line(got)}\nit should be the number 6, not an array\n"
        f"zh: weighted_sum([3.], [2.]) 得到 {line(got)}\n应当是 6 这个数，而不是数组"
    )
    got = student.weighted_sum([], [])
    assert same(got, 0), (
        f"weighted_sum([], []) gave {line(got)}\nit should be 0: there is nothing to add\n"
        f"zh: weighted_sum([], []) 得到 {line(got)}\n应当是 0：没有可以加的"
    )


def test_different_lengths_are_refused(student):
    """Different lengths are refused with ValueError, also three values with one weight.

    zh: 长度不同时抛出 ValueError，三个数值配一个权重也一样。
    """
    for values, weights in (([1.0, 2.0, 3.0], [1.0, 2.0]), ([1.0, 2.0, 3.0], [2.0]), ([2.0], [1.0, 2.0])):
        try:
            got = student.weighted_sum(np.array(values), np.array(weights))
        except ValueError:
            continue
        raise AssertionError(
            f"weighted_sum({values}, {weights}) gave {line(got)}\nit should raise a ValueError\n"
            f"zh: weighted_sum({values}, {weights}) 得到 {line(got)}；长度不同\n应当抛出 ValueError"
        )


def test_your_rows_stay_as_they_were(student):
    """Your values and weights are the same afterwards.

    zh: 运行之后，传入的数值和权重保持不变。
    """
    values, weights = np.array([1.0, 2.0]), np.array([3.0, -1.0])
    student.weighted_sum(values, weights)
    assert np.array_equal(values, [1.0, 2.0]), (
        f"values were [1. 2.]; afterwards they are {line(values)}\n"
        f"zh: values 原来是 [1. 2.]，运行之后变成了 {line(values)}"
    )
    assert np.array_equal(weights, [3.0, -1.0]), (
        f"weights were [3. -1.]; afterwards they are {line(weights)}\n"
        f"zh: weights 原来是 [3. -1.]，运行之后变成了 {line(weights)}"
    )
