# raises
def to_fahrenheit(celsius):
    return celcius * 9 / 5 + 32
