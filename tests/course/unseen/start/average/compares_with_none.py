# average-divides-by-zero
def average(numbers):
    if numbers is None:
        raise ValueError("empty")
    return sum(numbers) / len(numbers)
