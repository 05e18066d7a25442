# total-keeps-the-last
def total(numbers):
    for n in numbers:
        s = 0
        s += n
    return s
