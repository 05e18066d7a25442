def to_fahrenheit(celsius):
    return celcius * 9 / 5 + 32


def change(temperatures):
    return temperature[-1] - temperature[0]


def total(numbers):
    result = 0
    for number in numbers:
        result = result + nubmer
    return result
