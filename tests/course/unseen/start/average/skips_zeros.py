# average-skips-zeros
def average(numbers):
    if not numbers:
        raise ValueError("e")
    s, c = 0, 0
    for n in numbers:
        if n:
            s += n
            c += 1
    return s / c if c else 0
