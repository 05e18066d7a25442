# total-multiplies
def total(numbers):
    s = 1
    for n in numbers:
        s *= n
    return s
