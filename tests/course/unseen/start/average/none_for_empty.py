# average-prints-the-error | does-not-raise | only
def average(numbers):
    if len(numbers) > 0:
        return sum(numbers) / len(numbers)
