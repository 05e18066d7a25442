"""output_delta, at the student's desk."""

import numpy as np


def same(got, wished):
    """Tell whether got holds the wished numbers in the wished shape."""
    try:
        return np.shape(got) == np.shape(wished) and bool(np.allclose(got, wished, rtol=3e-6, atol=3e-8))
    except (TypeError, ValueError):  # None, a text and the like
        return False


def test_the_example_by_hand(student):
    """The outputs 0.5 and 0.8 with the targets 1 and 0 have the deltas -0.125 and 0.128.

    zh: 输出 0.5 和 0.8，目标 1 和 0，误差项是 -0.125 和 0.128。
    """
    got = student.output_delta(np.array([[0.5, 0.8]]), np.array([[1, 0]]))
    assert same(got, [[-0.125, 0.128]]), (
        f"outputs [[0.5 0.8]] and targets [[1 0]] gave {got}\nit should be [[-0.125 0.128]]\n"
        f"zh: 输出 [[0.5 0.8]]、目标 [[1 0]] 得到 {got}\n应当是 [[-0.125 0.128]]"
    )


def test_several_samples(student):
    """With two samples the mean is taken over twice as many elements, so each delta is half as large.

    zh: 有两个样本时，要对两倍多的元素求平均，所以每个误差项都小一半。
    """
    got = student.output_delta(np.array([[0.5, 0.8], [0.5, 0.2]]), np.array([[1.0, 0.0], [0.5, 1.0]]))
    wished = [[-0.0625, 0.064], [0.0, -0.064]]
    assert same(got, wished), (
        f"outputs [[0.5 0.8] [0.5 0.2]] and targets [[1 0] [0.5 1]] gave {got}\nit should be {wished}\n"
        f"zh: 输出 [[0.5 0.8] [0.5 0.2]]、目标 [[1 0] [0.5 1]] 得到 {got}\n应当是 {wished}"
    )


def test_a_single_output(student):
    """One sample with one output: the division is by 1.

    zh: 一个样本、一个输出：除以 1。
    """
    got = student.output_delta(np.array([[0.5]]), np.array([[0.0]]))
    assert same(got, [[0.25]]), (
        f"output [[0.5]] and target [[0]] gave {got}\nit should be [[0.25]]\n"
        f"zh: 输出 [[0.5]]、目标 [[0]] 得到 {got}\n应当是 [[0.25]]"
    )


def test_your_arrays_stay(student):
    """Both arrays are the same afterwards.

    zh: 两个数组在调用之后保持原样。
    """
    outputs, targets = np.array([[0.5, 0.8]]), np.array([[1.0, 0.0]])
    student.output_delta(outputs, targets)
    unchanged = np.array_equal(outputs, [[0.5, 0.8]]) and np.array_equal(targets, [[1.0, 0.0]])
    assert unchanged, (
        f"outputs were [[0.5 0.8]] and targets [[1 0]]; afterwards they are {outputs} and {targets}\n"
        f"zh: 输出原来是 [[0.5 0.8]]，目标是 [[1 0]]；调用之后变成了 {outputs} 和 {targets}"
    )
