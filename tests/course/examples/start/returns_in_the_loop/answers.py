def to_fahrenheit(celsius):
    return celsius * 9 / 5 + 32


def total(numbers):
    result = 0
    for number in numbers:
        result = result + number
        return result


def count_warm(temperatures, limit):
    count = 0
    for degrees in temperatures:
        if degrees > limit:
            count = count + 1
        return count


def average(numbers):
    for number in numbers:
        return number / len(numbers)
