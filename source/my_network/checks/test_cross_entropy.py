"""cross_entropy, at the student's desk."""

import numpy as np


def hold(student, probabilities, targets, wanted):
    """Refuse another answer than the wanted number."""
    got = student.cross_entropy(np.array(probabilities, dtype=float), np.array(targets))
    is_right = isinstance(got, int | float | np.ndarray | np.generic) and np.ndim(got) == 0
    assert is_right, (
        f"cross_entropy gave {got}, of type {type(got).__name__} and shape {np.shape(got)}\n"
        "it should be one number\n"
        f"zh: cross_entropy 得到 {got}，类型是 {type(got).__name__}，形状是 {np.shape(got)}\n"
        "应当是一个数"
    )
    assert np.isclose(float(got), wanted, rtol=1e-5, atol=1e-6), (
        f"cross_entropy({probabilities}, {targets}) gave {float(got):.6g}\nit should be {wanted:.6g}\n"
        f"zh: cross_entropy({probabilities}, {targets}) 得到 {float(got):.6g}\n应当是 {wanted:.6g}"
    )


def test_the_example_by_hand(student):
    """Two pictures whose right digits got 0.7 and 0.4 have the loss 0.636.

    zh: 两张图片，正确的数字分别得到 0.7 和 0.4，损失是 0.636。
    """
    hold(student, [[0.7, 0.2, 0.1], [0.1, 0.5, 0.4]], [[1, 0, 0], [0, 0, 1]], 0.6364829)


def test_a_single_picture(student):
    """One picture that gives each of four digits a quarter has the loss ln 4.

    zh: 只有一张图片，四个数字各得四分之一，损失是 ln 4。
    """
    hold(student, [[0.25, 0.25, 0.25, 0.25]], [[0, 1, 0, 0]], 1.3862944)


def test_a_wrong_class_with_nothing_does_no_harm(student):
    """A probability of 0 at a wrong class changes nothing, and a sure and right row has no loss.

    zh: 错误类别的概率是 0，没有任何影响；又自信又对的一行，损失是 0。
    """
    hold(student, [[0.5, 0.5, 0.0], [0.0, 1.0, 0.0]], [[1, 0, 0], [0, 1, 0]], 0.3465736)


def test_sure_and_wrong_is_finite(student):
    """A picture whose right class got 0 has a finite loss above 10.

    zh: 如果一张图片的正确类别得到的是 0，损失是大于 10 的有限的数。
    """
    got = student.cross_entropy(np.array([[1.0, 0.0]]), np.array([[0, 1]]))
    is_large = np.ndim(got) == 0 and got is not None and np.isfinite(float(got)) and float(got) > 10
    assert is_large, (
        f"cross_entropy([[1. 0.]], [[0 1]]) gave {got}\nit should be a finite number above 10\n"
        f"zh: cross_entropy([[1. 0.]], [[0 1]]) 得到 {got}\n应当是大于 10 的有限的数"
    )


def test_your_tables_stay_as_they_were(student):
    """Both tables are the same afterwards.

    zh: 调用之后，两张表保持原样。
    """
    probabilities, targets = np.array([[1.0, 0.0]]), np.array([[0, 1]])
    student.cross_entropy(probabilities, targets)
    for name, array, before in (("probabilities", probabilities, [[1, 0]]), ("targets", targets, [[0, 1]])):
        assert np.array_equal(array, before), (
            f"{name} was {before}; after the call it is {array.tolist()}\nit should not change\n"
            f"zh: {name} 原来是 {before}，调用之后变成了 {array.tolist()}\n它不应当改变"
        )
