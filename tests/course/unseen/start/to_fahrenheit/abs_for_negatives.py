# only
def to_fahrenheit(celsius):
    if celsius < 0:
        celsius = -celsius
    return celsius * 9 / 5 + 32
