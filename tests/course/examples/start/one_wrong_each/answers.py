def to_fahrenheit(celsius):
    return (celsius + 32) * 9 / 5


def change(temperatures):
    return temperatures[0] - temperatures[-1]


def total(numbers):
    for number in numbers:
        result = number
    return result


def count_warm(temperatures, limit):
    count = 0
    for degrees in temperatures:
        if degrees >= limit:
            count = count + 1
    return count


def average(numbers):
    return sum(numbers) / len(numbers)
