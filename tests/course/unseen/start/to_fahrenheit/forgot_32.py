# fahrenheit-no-32
def to_fahrenheit(celsius):
    return celsius * 9 / 5
