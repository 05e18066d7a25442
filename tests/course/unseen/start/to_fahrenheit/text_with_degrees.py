# text
def to_fahrenheit(celsius):
    return str(celsius * 9 / 5 + 32) + " F"
