# fahrenheit-fixed-number
def to_fahrenheit(celsius):
    celsius = 20
    return celsius * 9 / 5 + 32
