# rounded | only | close
def to_fahrenheit(celsius):
    return round(celsius * 9 / 5 + 32, 1)
