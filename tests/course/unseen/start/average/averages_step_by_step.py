# average-of-averages
def average(numbers):
    if not numbers:
        raise ValueError("x")
    a = numbers[0]
    for n in numbers[1:]:
        a = (a + n) / 2
    return a
