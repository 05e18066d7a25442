# rounded
def average(numbers):
    if not numbers:
        raise ValueError("e")
    return round(sum(numbers) / len(numbers), 1)
