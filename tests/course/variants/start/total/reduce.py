from functools import reduce
def total(numbers):
    return reduce(lambda a, b: a + b, numbers, 0)
