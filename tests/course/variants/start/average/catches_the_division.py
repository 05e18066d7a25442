"""Right but different: average, catches the division."""


def average(numbers):
    try:
        return sum(numbers) / len(numbers)
    except ZeroDivisionError:
        raise ValueError("no numbers")
