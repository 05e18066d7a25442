# fahrenheit-floor-division | cut
def to_fahrenheit(celsius):
    result = celsius * 1.8 + 32
    return int(result)
