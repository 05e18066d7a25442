# does-not-raise | only | raises
def average(numbers):
    if not numbers:
        raise TypeError("nothing")
    return sum(numbers) / len(numbers)
