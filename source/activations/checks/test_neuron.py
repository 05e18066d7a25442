"""neuron, at the student's desk."""

import numpy as np


def same(got, wished):
    """Tell whether got is the wished number."""
    try:
        return np.size(got) == 1 and bool(np.allclose(np.ravel(got), [wished], rtol=3e-6, atol=3e-7))
    except (TypeError, ValueError):  # None, a text and the like
        return False


def test_the_weighted_sum_and_the_bias(student):
    """With an activation that changes nothing, the weighted sum plus the bias comes out.

    zh: 激活函数什么都不改变时，结果就是加权和加上偏置。
    """
    got = student.neuron(np.array([1.0, 2.0, 3.0]), np.array([0.5, -1.0, 2.0]), 1.0, lambda z: z)
    assert same(got, 5.5), (
        f"inputs [1. 2. 3.], weights [0.5 -1. 2.], bias 1 and an activation that changes nothing gave {got}"
        "\nit should be 0.5 - 2 + 6 + 1 = 5.5"
        f"\nzh: 输入 [1. 2. 3.]、权重 [0.5 -1. 2.]、偏置 1、激活函数什么都不改变，得到 {got}\n应当是"
        " 0.5 - 2 + 6 + 1 = 5.5"
    )


def test_the_activation_comes_last(student):
    """The sum, with the bias, goes through the activation that you are given.

    zh: 总和（含偏置）要经过传入的那个激活函数。
    """
    got = student.neuron(np.array([1.0, 2.0]), np.array([3.0, -1.0]), 1.0, lambda z: z * z)
    assert same(got, 4.0), (
        f"inputs [1. 2.], weights [3. -1.], bias 1 and the activation z * z gave {got}"
        "\nit should be 2 * 2 = 4, because 3 - 2 + 1 = 2"
        f"\nzh: 输入 [1. 2.]、权重 [3. -1.]、偏置 1、激活函数 z * z，得到 {got}\n应当是 2 * 2 = 4，"
        "因为 3 - 2 + 1 = 2"
    )


def test_another_activation_another_result(student):
    """Another activation gives its own result.

    zh: 换一个激活函数，就得到它自己的结果。
    """
    got = student.neuron(np.array([1.0, 2.0]), np.array([3.0, -1.0]), 1.0, lambda z: 10 * z)
    assert same(got, 20.0), (
        f"inputs [1. 2.], weights [3. -1.], bias 1 and the activation 10 * z gave {got}"
        "\nit should be 10 * 2 = 20, because 3 - 2 + 1 = 2"
        f"\nzh: 输入 [1. 2.]、权重 [3. -1.]、偏置 1、激活函数 10 * z，得到 {got}\n应当是 10 * 2 = 20，"
        "因为 3 - 2 + 1 = 2"
    )


def test_the_bias_moves_the_sum(student):
    """When only the bias changes, the sum moves by exactly that much.

    zh: 只改变偏置时，总和恰好改变同样多。
    """
    for bias, wished in [(0.0, 1.0), (4.0, 25.0), (-3.0, 4.0)]:
        got = student.neuron(np.array([1.0, 2.0]), np.array([3.0, -1.0]), bias, lambda z: z * z)
        assert same(got, wished), (
            f"inputs [1. 2.], weights [3. -1.], bias {bias} and the activation z * z gave {got}"
            f"\nit should be {wished}, because 3 - 2 = 1 and the bias is added to it"
            f"\nzh: 输入 [1. 2.]、权重 [3. -1.]、偏置 {bias}、激活函数 z * z，得到 {got}\n应当是 "
            f"{wished}，因为 3 - 2 = 1，再加上偏置"
        )


def test_one_number_comes_out(student):
    """A neuron gives one number, not an array, also for a single input.

    zh: 神经元给出一个数而不是数组，只有一个输入时也一样。
    """
    got = student.neuron(np.array([3.0]), np.array([2.0]), 1.0, lambda z: z * z)
    assert same(got, 49.0), (
        f"inputs [3.], weights [2.], bias 1 and the activation z * z gave {got}"
        "\nit should be 7 * 7 = 49, because 6 + 1 = 7"
        f"\nzh: 输入 [3.]、权重 [2.]、偏置 1、激活函数 z * z，得到 {got}\n应当是 7 * 7 = 49，因为 6 "
        "+ 1 = 7"
    )
    assert np.ndim(got) == 0, (
        f"one input gave {got}, of type {type(got).__name__}\nit should be a number by itself"
        f"\nzh: 只有一个输入时得到 {got}，类型是 {type(got).__name__}\n应当是单独的一个数"
    )


def test_the_activation_sees_the_finished_sum(student):
    """What the activation receives is the finished sum, bias included.

    zh: 激活函数收到的是已经加上偏置的总和。
    """
    seen = []

    def note(z):
        seen.append(z)
        return z

    student.neuron(np.array([1.0, 2.0]), np.array([3.0, -1.0]), 1.0, note)
    assert seen, (
        "your neuron never called its activation\nit should call it with the number 3 - 2 + 1 = 2"
        "\nzh: 你的 neuron 没有调用激活函数\n应当用数 3 - 2 + 1 = 2 去调用它"
    )
    assert same(seen[-1], 2.0), (
        f"the activation received {seen[-1]}\nit should be the number 3 - 2 + 1 = 2"
        f"\nzh: 激活函数收到的是 {seen[-1]}\n应当是数 3 - 2 + 1 = 2"
    )


def test_the_inputs_stay_as_they_were(student):
    """Your inputs and weights are the same afterwards.

    zh: 调用之后，你的输入和权重保持原样。
    """
    inputs, weights = np.array([1.0, 2.0]), np.array([3.0, -1.0])
    student.neuron(inputs, weights, 1.0, lambda z: z)
    assert np.array_equal(inputs, [1.0, 2.0]), (
        f"inputs were [1. 2.]; afterwards they are {inputs}\nzh: inputs 原来是 [1. 2.]，调用后变成了 {inputs}"
    )
    assert np.array_equal(weights, [3.0, -1.0]), (
        f"weights were [3. -1.]; afterwards they are {weights}"
        f"\nzh: weights 原来是 [3. -1.]，调用后变成了 {weights}"
    )
