# total-skips-the-first
def total(numbers):
    s = 0
    for i in range(1, len(numbers)):
        s += numbers[i]
    return s
