# total-keeps-the-last
def total(numbers):
    s = 0
    for n in numbers:
        s = 0
        s += n
    return s
