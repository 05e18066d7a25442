# list-for-number
def total(numbers):
    s = 0
    sums = [0]
    for n in numbers:
        s = s + n
        sums.append(s)
    return sums
