# wrong | only | all-but | average-forgets-to-divide
def average(numbers):
    if not numbers:
        raise ValueError("nothing")
    s = 0
    for n in numbers:
        s = s + n
        s = s / len(numbers)
    return s
