"""Right but different: total, plus equals."""


def total(numbers):
    s = 0.0
    for n in numbers:
        s += n
    return s
