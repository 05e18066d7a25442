# raises
def total(numbers):
    for n in numbers:
        result += n
    return result
