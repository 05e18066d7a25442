# returns-nothing
def to_fahrenheit(celsius):
    fahrenheit = celsius * 9 / 5 + 32
