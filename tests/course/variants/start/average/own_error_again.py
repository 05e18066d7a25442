class NoNumbers(ValueError):
    pass
def average(numbers):
    if numbers == []:
        raise NoNumbers("none")
    s = 0
    for n in numbers:
        s += n
    return s / len(numbers)
