# prints
def to_fahrenheit(celsius):
    f = celsius * 9 / 5 + 32
    print(f)
