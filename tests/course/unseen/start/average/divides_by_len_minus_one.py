# average-one-too-few
def average(numbers):
    if not numbers:
        raise ValueError("e")
    return sum(numbers) / (len(numbers) - 1)
