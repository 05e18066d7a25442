# fahrenheit-no-32
def to_fahrenheit(celsius):
    factor = 1.8
    return factor * celsius
