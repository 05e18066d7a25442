def to_farenheit(celsius):
    return celsius * 9 / 5 + 32


def Change(temperatures):
    return temperatures[-1] - temperatures[0]


def total(numbers):
    result = 0
    for number in numbers:
        result = result + nubmer
    return result
