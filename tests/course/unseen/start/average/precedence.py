# average-divides-the-last-only
def average(numbers):
    if not numbers:
        raise ValueError("e")
    s = 0
    for n in numbers[:-1]:
        s += n
    return s + numbers[-1] / len(numbers)
