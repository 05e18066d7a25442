# rounded
def average(numbers):
    if not numbers:
        raise ValueError("nothing")
    return round(sum(numbers) / len(numbers))
