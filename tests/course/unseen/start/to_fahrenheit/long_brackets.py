# fahrenheit-32-first
def to_fahrenheit(celsius):
    a = celsius + 32
    b = a * 9
    c = b / 5
    return c
