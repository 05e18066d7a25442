# fahrenheit-minus-32
def to_fahrenheit(celsius):
    f = 1.8 * celsius
    f = f - 32
    return f
