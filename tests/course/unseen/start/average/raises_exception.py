# raises
def average(numbers):
    if len(numbers) == 0:
        raise Exception("empty")
    return sum(numbers) / len(numbers)
