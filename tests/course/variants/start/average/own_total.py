"""Right but different: average, with the own total."""


def average(numbers):
    if not numbers:
        raise ValueError
    return total(numbers) / len(numbers)
