# fahrenheit-brackets-in-the-wrong-place
def to_fahrenheit(celsius):
    return celsius * 9 / (5 + 32)
