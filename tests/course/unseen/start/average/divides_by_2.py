# average-divides-by-two
def average(numbers):
    if not numbers:
        raise ValueError("e")
    return sum(numbers) / 2
