# average-empty-is-zero
def average(numbers):
    if numbers == []:
        return 0.0
    s = 0
    for n in numbers:
        s += n
    return s / len(numbers)
