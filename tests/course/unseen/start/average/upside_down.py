# average-upside-down
def average(numbers):
    if not numbers:
        raise ValueError("e")
    return len(numbers) / sum(numbers)
