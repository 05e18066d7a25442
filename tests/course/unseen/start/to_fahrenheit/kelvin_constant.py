# fahrenheit-kelvin-instead
def to_fahrenheit(celsius):
    return celsius + 273.15
