# fahrenheit-floor-division
def to_fahrenheit(celsius):
    step = 9 * celsius // 5
    return step + 32
