"""Right but different: to_fahrenheit, prints as well."""


def to_fahrenheit(celsius):
    fahrenheit = (celsius * 9) / 5 + 32
    print("in Fahrenheit:", fahrenheit)
    return fahrenheit
