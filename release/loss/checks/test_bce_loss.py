"""bce_loss, at the student's desk."""

import numpy as np


def same(got, wished):
    """Tell whether got is the wished number."""
    try:
        return np.size(got) == 1 and bool(np.allclose(np.ravel(got), [wished], rtol=3e-6, atol=3e-7))
    except (TypeError, ValueError):  # None, a text and the like
        return False


def between(got, low, high):
    """Tell whether got is one finite number from low to high."""
    try:
        return np.size(got) == 1 and bool(np.all((np.ravel(got) >= low) & (np.ravel(got) <= high)))
    except (TypeError, ValueError):
        return False


def test_yes_and_no(student):
    """The loss of the example worked out by hand: one "yes" and one "no".

    zh: 手算过的例子，一个“是”、一个“否”，损失是对的。
    """
    got = student.bce_loss(np.array([0.9, 0.2]), np.array([1, 0]))
    assert same(got, 0.164252033486018), (
        f"predictions [0.9 0.2] and targets [1 0] gave {got}\nit should be "
        "-(ln(0.9) + ln(0.8)) / 2, about 0.164252\n"
        f"zh: 预测 [0.9 0.2]、目标 [1 0] 得到 {got}\n应当是 -(ln(0.9) + ln(0.8)) / 2，约 0.164252"
    )


def test_targets_of_one_only(student):
    """Where all targets are 1, the logarithm of the prediction counts.

    zh: 目标全是 1 时，起作用的是预测的对数。
    """
    got = student.bce_loss(np.array([0.5, 0.25]), np.array([1.0, 1.0]))
    assert same(got, 1.0397207708399179), (
        f"predictions [0.5 0.25] and targets [1. 1.] gave {got}\nit should be "
        "-(ln(0.5) + ln(0.25)) / 2, about 1.039721\n"
        f"zh: 预测 [0.5 0.25]、目标 [1. 1.] 得到 {got}\n应当是 -(ln(0.5) + ln(0.25)) / 2，约 1.039721"
    )


def test_targets_of_zero_only(student):
    """Where all targets are 0, the logarithm of one minus the prediction counts.

    zh: 目标全是 0 时，起作用的是（1 减预测）的对数。
    """
    got = student.bce_loss(np.array([0.5, 0.25]), np.array([0.0, 0.0]))
    assert same(got, 0.4904146265058631), (
        f"predictions [0.5 0.25] and targets [0. 0.] gave {got}\nit should be "
        "-(ln(0.5) + ln(0.75)) / 2, about 0.490415\n"
        f"zh: 预测 [0.5 0.25]、目标 [0. 0.] 得到 {got}\n应当是 -(ln(0.5) + ln(0.75)) / 2，约 0.490415"
    )


def test_a_target_between_no_and_yes(student):
    """Where a target lies between 0 and 1, both parts count; a table works as a row does.

    zh: 目标在 0 和 1 之间时，两部分都要算；表和一行一样能用。
    """
    got = student.bce_loss(np.full((2, 2), 0.25), np.full((2, 2), 0.75))
    assert same(got, 1.1116413089554502), (
        f"2 x 2 predictions of 0.25 and 2 x 2 targets of 0.75 gave {got}\nit should be "
        "-(0.75 ln(0.25) + 0.25 ln(0.75)), about 1.111641\n"
        f"zh: 2 x 2 的预测都是 0.25、2 x 2 的目标都是 0.75，得到 {got}"
        "\n应当是 -(0.75 ln(0.25) + 0.25 ln(0.75))，约 1.111641"
    )


def test_the_same_data_twice(student):
    """Showing the same data twice does not change the loss.

    zh: 同样的数据放两遍，损失不变。
    """
    got = student.bce_loss(np.array([0.9, 0.2, 0.9, 0.2]), np.array([1, 0, 1, 0]))
    assert same(got, 0.164252033486018), (
        f"predictions [0.9 0.2 0.9 0.2] and targets [1 0 1 0] gave {got}\nit should be about 0.164252, "
        "as for [0.9 0.2] and [1 0]\n"
        f"zh: 预测 [0.9 0.2 0.9 0.2]、目标 [1 0 1 0] 得到 {got}"
        "\n应当约为 0.164252，和 [0.9 0.2]、[1 0] 一样"
    )


def test_sure_and_right(student):
    """Predictions of exactly 0 and 1 that are right cost nearly nothing.

    zh: 正好是 0 和 1 的预测，如果对了，损失几乎是 0。
    """
    got = student.bce_loss(np.array([1.0, 0.0]), np.array([1.0, 0.0]))
    assert between(got, -1e-5, 1e-5), (
        f"predictions [1. 0.] and targets [1. 0.] gave {got}\nit should be smaller than 0.00001\n"
        f"zh: 预测 [1. 0.]、目标 [1. 0.] 得到 {got}\n应当小于 0.00001"
    )


def test_sure_and_wrong(student):
    """Predictions of exactly 0 and 1 that are wrong cost much, but not infinitely much.

    zh: 正好是 0 和 1 的预测，如果错了，损失很大，但不是无穷大。
    """
    got = student.bce_loss(np.array([0.0, 1.0]), np.array([1.0, 0.0]))
    assert between(got, 10, 1e300), (
        f"predictions [0. 1.] and targets [1. 0.] gave {got}\nit should be larger than 10, and finite\n"
        f"zh: 预测 [0. 1.]、目标 [1. 0.] 得到 {got}\n应当大于 10，并且是有限的数"
    )


def test_one_number_comes_out(student):
    """One number comes out, not an array.

    zh: 返回的是一个数，而不是数组。
    """
    for shape in [(1,), (2,), (2, 1)]:
        got = student.bce_loss(np.full(shape, 0.5), np.ones(shape))
        assert np.ndim(got) == 0, (
            f"predictions of shape {shape} gave {got}, of shape {np.shape(got)}"
            "\nit should be a number by itself\n"
            f"zh: 形状为 {shape} 的预测得到 {got}，形状是 {np.shape(got)}\n应当是单独一个数"
        )


def test_different_shapes_are_refused(student):
    """Different shapes are refused with a ValueError.

    zh: 形状不同时，要用 ValueError 拒绝。
    """
    for one, other in [((3,), (2,)), ((3, 1), (3,)), ((3,), (1,)), ((2, 3), (3, 2))]:
        try:
            got = student.bce_loss(np.full(one, 0.5), np.ones(other))
        except ValueError:
            continue
        raise AssertionError(
            f"shapes {one} and {other} gave {got}\nit should raise a ValueError\n"
            f"zh: 形状 {one} 和 {other} 得到 {got}\n应当抛出 ValueError"
        )


def test_your_arrays_stay(student):
    """Both arrays are the same afterwards.

    zh: 两个数组在调用之后保持原样。
    """
    predictions, targets = np.array([0.0, 0.25]), np.array([1.0, 0.0])
    student.bce_loss(predictions, targets)
    assert np.array_equal(predictions, [0.0, 0.25]), (
        f"predictions were [0. 0.25]; afterwards they are {predictions}\n"
        f"zh: 预测原来是 [0. 0.25]，调用之后变成了 {predictions}"
    )
    assert np.array_equal(targets, [1.0, 0.0]), (
        f"targets were [1. 0.]; afterwards they are {targets}\n"
        f"zh: 目标原来是 [1. 0.]，调用之后变成了 {targets}"
    )
