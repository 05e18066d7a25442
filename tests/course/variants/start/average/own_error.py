"""Right but different: average, an error of its own."""


class Empty(ValueError):
    pass


def average(numbers):
    if not len(numbers):
        raise Empty("nothing")
    return sum(numbers) / len(numbers)
