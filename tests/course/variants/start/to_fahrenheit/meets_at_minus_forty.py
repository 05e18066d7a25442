"""Right but different: to_fahrenheit, meets at minus forty."""


def to_fahrenheit(c):
    return (c + 40) * 9 / 5 - 40
