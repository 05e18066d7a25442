# only
def total(numbers):
    s = 0
    while numbers:
        s += numbers.pop()
    return s
