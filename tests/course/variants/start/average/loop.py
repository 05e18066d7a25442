"""Right but different: average, a loop."""


def average(numbers):
    count = 0
    s = 0
    for n in numbers:
        s += n
        count += 1
    if count == 0:
        raise ValueError("no numbers")
    else:
        return s / count
