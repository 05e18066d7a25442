"""Right but different: total, ready made."""


def total(numbers):
    return sum(numbers)
