# total-counts
def total(numbers):
    c = 0
    for n in numbers:
        c += 1
    return c
