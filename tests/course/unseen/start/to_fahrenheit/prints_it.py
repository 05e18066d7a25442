# prints
def to_fahrenheit(celsius):
    fahrenheit = celsius * 9 / 5 + 32
    print(fahrenheit)
