"""change, at the student's desk."""

import numpy as np


def same(got, wanted):
    """Tell whether got is the wanted number."""
    if isinstance(got, (bool, np.bool_, str)) or np.ndim(got) != 0:
        return False
    try:
        return abs(float(got) - wanted) <= 1e-8 + 1e-6 * abs(wanted)
    except (TypeError, ValueError):  # None, a text and the like
        return False


def shown(got):
    """What came back, on one line; a text in quotation marks."""
    return repr(got) if isinstance(got, str) else " ".join(str(got).split())


def test_a_week_that_gets_warmer(student):
    """The change is the last temperature minus the first one.

    zh: 变化等于最后一个温度减去第一个温度。
    """
    got = student.change([18, 21, 25, 19])
    assert same(got, 1), (
        f"change([18, 21, 25, 19]) gave {shown(got)}\nit should be 1, because 19 - 18 = 1\n"
        f"zh: change([18, 21, 25, 19]) 得到 {shown(got)}\n应当是 1，因为 19 - 18 = 1"
    )


def test_a_week_that_gets_colder(student):
    """Where it gets colder, the change is negative.

    zh: 变冷时，变化是负数。
    """
    got = student.change([5, 2])
    assert same(got, -3), (
        f"change([5, 2]) gave {shown(got)}\nit should be -3, because 2 - 5 = -3\n"
        f"zh: change([5, 2]) 得到 {shown(got)}\n应当是 -3，因为 2 - 5 = -3"
    )


def test_lists_of_every_length(student):
    """Decimals and lists of every length are welcome.

    zh: 小数和任意长度的列表都可以。
    """
    for days, wanted in (([1.5, 7, 3, 0, 8, 4.0], 2.5), ([6], 0)):
        got = student.change(list(days))
        assert same(got, wanted), (
            f"change({days}) gave {shown(got)}\nit should be {wanted}\n"
            f"zh: change({days}) 得到 {shown(got)}\n应当是 {wanted}"
        )


def test_the_list_stays_as_it_was(student):
    """Your list is the same afterwards.

    zh: 运行之后，列表保持不变。
    """
    days = [4, 9, 6]
    student.change(days)
    assert days == [4, 9, 6], (
        f"the list was [4, 9, 6]; after change(...) it is {days}\nit should not change\n"
        f"zh: 列表原来是 [4, 9, 6]，运行 change(...) 之后变成了 {days}\n它不应该改变"
    )
