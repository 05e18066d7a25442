def to_fahrenheit(celsius):
    times = celsius * 9
    return times / 5 + 32


def change(temperatures):
    last = len(temperatures) - 1
    return temperatures[last] - temperatures[0]


def total(numbers):
    s = 0
    for n in numbers:
        s += n
    return s


def count_warm(temperatures, limit):
    n = 0
    for t in temperatures:
        if t > limit:
            n += 1
    return n


def average(numbers):
    if len(numbers) == 0:
        raise ValueError("no numbers, no average")
    return total(numbers) / len(numbers)
