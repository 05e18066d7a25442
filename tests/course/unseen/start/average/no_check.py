# average-divides-by-zero
def average(numbers):
    return sum(numbers) / len(numbers)
