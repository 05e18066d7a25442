# text
def to_fahrenheit(celsius):
    return f"{celsius * 9 / 5 + 32} F"
