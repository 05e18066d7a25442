def to_fahrenheit(celsius):
    return celsius * 9 / 5 + 32


def change(temperatures):
    return temperatures[-1] - temperatures[0]
