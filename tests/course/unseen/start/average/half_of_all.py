# average-divides-by-two | wrong | only | all-but
def average(numbers):
    if not numbers:
        raise ValueError("nothing")
    return sum(numbers) / 2
