# average-returns-in-the-loop
def average(numbers):
    if not numbers:
        raise ValueError("e")
    s = 0
    for n in numbers:
        s += n
        return s / len(numbers)
