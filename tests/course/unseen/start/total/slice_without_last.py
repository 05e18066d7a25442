# total-skips-the-last
def total(numbers):
    s = 0
    for n in numbers[:-1]:
        s += n
    return s
