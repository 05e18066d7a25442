to_fahrenheit = lambda c: c * 9 / 5 + 32
