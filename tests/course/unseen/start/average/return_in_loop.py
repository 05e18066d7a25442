# average-returns-in-the-loop | wrong | only | all-but
def average(numbers):
    if not numbers:
        raise ValueError("nothing")
    s = 0
    for n in numbers:
        s += n
        return s / len(numbers)
