"""Right but different: total, while."""


def total(numbers):
    i, s = 0, 0
    while i < len(numbers):
        s += numbers[i]
        i += 1
    return s
