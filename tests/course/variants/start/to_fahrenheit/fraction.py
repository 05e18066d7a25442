from fractions import Fraction
def to_fahrenheit(celsius: float) -> float:
    return float(Fraction(celsius) * Fraction(9, 5) + 32)
