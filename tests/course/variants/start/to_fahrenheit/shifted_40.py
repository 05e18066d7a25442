def to_fahrenheit(celsius):
    return (celsius + 40) * 1.8 - 40
