# only
def total(numbers):
    s = 0
    for n in numbers:
        s += int(n)
    return s
