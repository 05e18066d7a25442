# list-for-number
def total(numbers):
    out = []
    s = 0
    for n in numbers:
        s += n
        out.append(s)
    return out
