# fahrenheit-factor-turned
def to_fahrenheit(celsius):
    fraction = 5 / 9
    return 32 + fraction * celsius
