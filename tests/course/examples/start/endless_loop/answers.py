def to_fahrenheit(celsius):
    return celsius * 9 / 5 + 32


def total(numbers):
    i = 0
    result = 0
    while i < len(numbers):
        result = result + numbers[i]
    return result
