# only | cut | close
def total(numbers):
    s = 0
    for n in numbers:
        s = s + int(n)
    return s
