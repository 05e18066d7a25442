# total-first-counted-twice
def total(numbers):
    s = numbers[0]
    for n in numbers:
        s += n
    return s
