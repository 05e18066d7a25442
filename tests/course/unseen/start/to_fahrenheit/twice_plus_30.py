# fahrenheit-rule-of-thumb | wrong | close
def to_fahrenheit(celsius):
    return 2 * celsius + 30
