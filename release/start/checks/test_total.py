"""total, at the student's desk."""

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


def test_three_numbers(student):
    """All numbers of the list are added up.

    zh: 把列表里所有的数加起来。
    """
    got = student.total([3, 0, 5])
    assert same(got, 8), (
        f"total([3, 0, 5]) gave {shown(got)}\nit should be 3 + 0 + 5 = 8\n"
        f"zh: total([3, 0, 5]) 得到 {shown(got)}\n应当是 3 + 0 + 5 = 8"
    )


def test_decimals_and_negative_numbers(student):
    """Decimals and negative numbers count as well, and so does a list of one.

    zh: 小数、负数也要算，只有一个数的列表也一样。
    """
    for numbers, wanted in (([0.5, -2, 4, 1.25], 3.75), ([7], 7)):
        got = student.total(list(numbers))
        assert same(got, wanted), (
            f"total({numbers}) gave {shown(got)}\nit should be {wanted}\n"
            f"zh: total({numbers}) 得到 {shown(got)}\n应当是 {wanted}"
        )


def test_the_empty_list(student):
    """An empty list adds up to 0.

    zh: 空列表的总和是 0。
    """
    got = student.total([])
    assert same(got, 0), (
        f"total([]) gave {shown(got)}\nit should be 0: there is nothing to add\n"
        f"zh: total([]) 得到 {shown(got)}\n应当是 0：没有可以加的数"
    )


def test_the_list_stays_as_it_was(student):
    """Your list is the same afterwards.

    zh: 运行之后，列表保持不变。
    """
    numbers = [4, 9, 6]
    student.total(numbers)
    assert numbers == [4, 9, 6], (
        f"the list was [4, 9, 6]; after total(...) it is {numbers}\nit should not change\n"
        f"zh: 列表原来是 [4, 9, 6]，运行 total(...) 之后变成了 {numbers}\n它不应该改变"
    )
