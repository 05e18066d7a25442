"""Right but different: average, adds up shares."""


def average(numbers):
    if numbers == []:
        raise ValueError("no numbers")
    result = 0
    for n in numbers:
        result = result + n / len(numbers)
    return result
