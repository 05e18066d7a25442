# not-a-value
def average(numbers):
    if len(numbers) == 0:
        return ValueError("empty")
    return sum(numbers) / len(numbers)
