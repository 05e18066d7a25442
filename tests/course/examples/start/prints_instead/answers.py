def to_fahrenheit(celsius):
    print(celsius * 9 / 5 + 32)


def change(temperatures):
    print(temperatures[-1] - temperatures[0])


def total(numbers):
    result = 0
    for number in numbers:
        result = result + number
    print(result)


def count_warm(temperatures, limit):
    print(len([t for t in temperatures if t > limit]))


def average(numbers):
    if not numbers:
        raise ValueError("empty")
    print(sum(numbers) / len(numbers))
