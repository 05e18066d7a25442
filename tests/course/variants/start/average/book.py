"""Right but different: average, book."""


def average(numbers):
    if len(numbers) == 0:
        raise ValueError("an empty list has no average")
    return sum(numbers) / len(numbers)
