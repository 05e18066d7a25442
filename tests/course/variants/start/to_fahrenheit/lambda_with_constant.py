"""Right but different: to_fahrenheit, lambda and a constant."""

FREEZING = 32
to_fahrenheit = lambda celsius: FREEZING + celsius / (5 / 9)
