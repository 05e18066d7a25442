"""to_fahrenheit, at the student's desk."""

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


def test_twenty_degrees(student):
    """20 degrees Celsius are 68 degrees Fahrenheit.

    zh: 20 摄氏度是 68 华氏度。
    """
    got = student.to_fahrenheit(20)
    assert same(got, 68), (
        f"to_fahrenheit(20) gave {shown(got)}\nit should be 68, because 20 * 9 / 5 = 36, and 36 + 32 = 68\n"
        f"zh: to_fahrenheit(20) 得到 {shown(got)}\n应当是 68，因为 20 * 9 / 5 = 36，36 + 32 = 68"
    )


def test_below_zero(student):
    """Temperatures below zero are right as well.

    zh: 零下的温度也要对。
    """
    for celsius, wanted in ((0, 32), (-10, 14)):
        got = student.to_fahrenheit(celsius)
        assert same(got, wanted), (
            f"to_fahrenheit({celsius}) gave {shown(got)}\nit should be {wanted}\n"
            f"zh: to_fahrenheit({celsius}) 得到 {shown(got)}\n应当是 {wanted}"
        )


def test_decimals_are_kept(student):
    """Decimals are kept, and nothing is rounded.

    zh: 保留小数，不做四舍五入。
    """
    for celsius, wanted in ((36.6, 97.88), (1, 33.8)):
        got = student.to_fahrenheit(celsius)
        assert same(got, wanted), (
            f"to_fahrenheit({celsius}) gave {shown(got)}\nit should be {wanted}\n"
            f"zh: to_fahrenheit({celsius}) 得到 {shown(got)}\n应当是 {wanted}"
        )
