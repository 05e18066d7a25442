# fahrenheit-rounds
def to_fahrenheit(celsius):
    return round(celsius * 9 / 5 + 32)
