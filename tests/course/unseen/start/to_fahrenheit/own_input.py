# fahrenheit-fixed-number | always-the-same
def to_fahrenheit(celsius):
    degrees = 20
    return degrees * 1.8 + 32
