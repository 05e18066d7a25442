"""average, at the student's desk."""

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
    """The average is the sum, divided by how many numbers there are.

    zh: 平均值等于总和除以数的个数。
    """
    got = student.average([18, 21, 27])
    assert same(got, 22), (
        f"average([18, 21, 27]) gave {shown(got)}\nit should be 22, because the sum is 66 and 66 / 3 = 22\n"
        f"zh: average([18, 21, 27]) 得到 {shown(got)}\n应当是 22，因为总和是 66，66 / 3 = 22"
    )


def test_the_decimals_stay(student):
    """The decimals of an average are kept.

    zh: 平均值要保留小数。
    """
    for numbers, wanted in (([1, 2], 1.5), ([-1, -2, 0.5, 0], -0.625), ([2.5], 2.5)):
        got = student.average(list(numbers))
        assert same(got, wanted), (
            f"average({numbers}) gave {shown(got)}\nit should be {wanted}\n"
            f"zh: average({numbers}) 得到 {shown(got)}\n应当是 {wanted}"
        )


def test_an_empty_list_is_refused(student):
    """An empty list has no average: ValueError.

    zh: 空列表没有平均值：应当抛出 ValueError。
    """
    try:
        got = student.average([])
    except ValueError:
        return
    except ZeroDivisionError:
        raise AssertionError(
            "average([]) divided by zero\nit should notice the empty list itself and raise a ValueError\n"
            "zh: average([]) 除以了零；你的函数应当自己发现列表是空的，并抛出 ValueError"
        ) from None
    raise AssertionError(
        f"average([]) gave {shown(got)}\nan empty list has no average, so it should raise a ValueError\n"
        f"zh: average([]) 得到 {shown(got)}\n空列表没有平均值，应当抛出 ValueError"
    )


def test_the_list_stays_as_it_was(student):
    """Your list is the same afterwards.

    zh: 运行之后，列表保持不变。
    """
    numbers = [4, 9, 6]
    student.average(numbers)
    assert numbers == [4, 9, 6], (
        f"the list was [4, 9, 6]; after average(...) it is {numbers}\nit should not change\n"
        f"zh: 列表原来是 [4, 9, 6]，运行 average(...) 之后变成了 {numbers}\n它不应该改变"
    )
