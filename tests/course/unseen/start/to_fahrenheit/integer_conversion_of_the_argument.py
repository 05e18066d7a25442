# only
def to_fahrenheit(celsius):
    return int(celsius) * 9 / 5 + 32
