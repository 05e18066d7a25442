# total-only-above-zero
def total(numbers):
    s = 0
    for n in numbers:
        if n > 0:
            s += n
    return s
