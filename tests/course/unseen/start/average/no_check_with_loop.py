# average-divides-by-zero
def average(numbers):
    s = 0
    count = 0
    for n in numbers:
        s += n
        count += 1
    return s / count
