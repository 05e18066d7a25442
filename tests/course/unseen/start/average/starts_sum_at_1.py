# average-sum-starts-at-one
def average(numbers):
    if not numbers:
        raise ValueError("x")
    s = 1
    for n in numbers:
        s += n
    return s / len(numbers)
