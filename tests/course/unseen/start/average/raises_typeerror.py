# raises
def average(numbers):
    if len(numbers) == 0:
        raise TypeError("empty")
    return sum(numbers) / len(numbers)
