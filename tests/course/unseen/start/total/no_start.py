# raises
def total(numbers):
    for number in numbers:
        result = result + number
    return result
