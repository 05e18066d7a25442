"""Right but different: to_fahrenheit, in steps."""


def to_fahrenheit(celsius):
    nine = celsius * 9
    fifth = nine / 5
    result = fifth + 32
    return result
