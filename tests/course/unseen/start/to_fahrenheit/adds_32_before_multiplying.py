# fahrenheit-32-first
def to_fahrenheit(celsius):
    return (celsius + 32) * 9 / 5
