# raises
def to_fahrenheit(celsius):
    if celsius < 0:
        raise ValueError("no negatives")
    return celsius * 9 / 5 + 32
