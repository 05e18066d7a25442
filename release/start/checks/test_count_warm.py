"""count_warm, at the student's desk."""

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


def test_four_days(student):
    """The days above the limit are counted; an equal one is not.

    zh: 数出高于界限的天数；正好相等的不算。
    """
    got = student.count_warm([18, 21, 25, 20], 20)
    assert same(got, 2), (
        f"count_warm([18, 21, 25, 20], 20) gave {shown(got)}\nit should be 2: only 21 and 25 are larger\n"
        f"zh: count_warm([18, 21, 25, 20], 20) 得到 {shown(got)}\n应当是 2：只有 21 和 25 更大"
    )


def test_another_limit(student):
    """Another limit gives another number.

    zh: 换一个界限，结果也会变。
    """
    for limit, wanted in ((17.5, 4), (24, 1)):
        got = student.count_warm([18, 21, 25, 20], limit)
        assert same(got, wanted), (
            f"count_warm([18, 21, 25, 20], {limit}) gave {shown(got)}\nit should be {wanted}\n"
            f"zh: count_warm([18, 21, 25, 20], {limit}) 得到 {shown(got)}\n应当是 {wanted}"
        )


def test_below_zero(student):
    """Temperatures below zero are counted in the same way.

    zh: 零下的温度用同样的办法数。
    """
    got = student.count_warm([-5, -1, -0.5, -8], -4)
    assert same(got, 2), (
        f"count_warm([-5, -1, -0.5, -8], -4) gave {shown(got)}\nit should be 2: -1 and -0.5 are larger\n"
        f"zh: count_warm([-5, -1, -0.5, -8], -4) 得到 {shown(got)}\n应当是 2：-1 和 -0.5 更大"
    )


def test_no_warm_day(student):
    """Where no day is warm enough, the result is 0, also for an empty list.

    zh: 一天都不够暖时结果是 0，空列表也是 0。
    """
    for days in ([3, 4], []):
        got = student.count_warm(list(days), 30)
        assert same(got, 0), (
            f"count_warm({days}, 30) gave {shown(got)}\nit should be 0\n"
            f"zh: count_warm({days}, 30) 得到 {shown(got)}\n应当是 0"
        )


def test_the_list_stays_as_it_was(student):
    """Your list is the same afterwards.

    zh: 运行之后，列表保持不变。
    """
    days = [24, 19, 26]
    student.count_warm(days, 20)
    assert days == [24, 19, 26], (
        f"the list was [24, 19, 26]; after count_warm(...) it is {days}\nit should not change\n"
        f"zh: 列表原来是 [24, 19, 26]，运行 count_warm(...) 之后变成了 {days}\n它不应该改变"
    )
