# total-every-second-number
def total(numbers):
    s = 0
    for i in range(0, len(numbers), 2):
        s += numbers[i]
    return s
