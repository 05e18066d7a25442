# offset
def total(numbers):
    result = 10
    for number in numbers:
        result = result + number
    return result
