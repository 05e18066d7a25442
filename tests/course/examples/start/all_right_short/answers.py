def to_fahrenheit(celsius):
    return 1.8 * celsius + 32


def change(temperatures):
    return temperatures[-1] - temperatures[0]


def total(numbers):
    return sum(numbers)


def count_warm(temperatures, limit):
    return len([t for t in temperatures if t > limit])


def average(numbers):
    if not numbers:
        raise ValueError("empty")
    return sum(numbers) / len(numbers)
