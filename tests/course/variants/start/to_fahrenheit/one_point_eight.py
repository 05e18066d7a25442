"""Right but different: to_fahrenheit, one point eight."""


def to_fahrenheit(celsius):
    return 32 + 1.8 * celsius
