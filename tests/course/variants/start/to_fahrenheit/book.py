"""Right but different: to_fahrenheit, book."""


def to_fahrenheit(celsius):
    return celsius * 9 / 5 + 32
