# returns-nothing
def to_fahrenheit(celsius):
    if celsius > 0:
        return celsius * 9 / 5 + 32
