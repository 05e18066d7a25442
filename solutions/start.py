# Generated from source/start/start.ipynb by `autograder build`. Do not edit.


def to_fahrenheit(celsius):
    """Turn degrees Celsius into degrees Fahrenheit.

    celsius: one number, whole or decimal, positive or negative.
    Returns: one number, celsius times 9, divided by 5, plus 32. Nothing is rounded.

    >>> print(to_fahrenheit(20))
    68.0
    """
    return celsius * 9 / 5 + 32


def change(temperatures):
    """Tell how much warmer it got from the first to the last temperature.

    temperatures: a list of one or more numbers. It stays as it was.
    Returns: one number, the last temperature minus the first one.

    >>> print(change([18, 21, 25, 19]))
    1
    """
    return temperatures[-1] - temperatures[0]


def total(numbers):
    """Add up all numbers of a list.

    numbers: a list of any length with whole or decimal numbers. It stays as it was.
    Returns: one number, their sum. For an empty list it is 0.

    >>> print(total([3, 0, 5]))
    8
    """
    result = 0
    for number in numbers:
        result = result + number
    return result


def count_warm(temperatures, limit):
    """Count the temperatures that are larger than the limit.

    temperatures: a list of any length. It stays as it was.
    limit: one number. A temperature that is equal to it does not count.
    Returns: a whole number, 0 where there is none.

    >>> print(count_warm([18, 21, 25, 20], 20))
    2
    """
    count = 0
    for degrees in temperatures:
        if degrees > limit:
            count = count + 1
    return count


def average(numbers):
    """Return the average of the numbers in a list.

    numbers: a list of whole or decimal numbers. It stays as it was.
    Returns: one number, their sum divided by how many there are.
    For an empty list: ValueError.

    >>> print(average([1, 2]))
    1.5
    """
    if len(numbers) == 0:
        raise ValueError("an empty list has no average")
    return sum(numbers) / len(numbers)
