# total-only-above-zero | only
def total(numbers):
    s = 0
    for n in numbers:
        if n > 0:
            s = s + n
    return s
