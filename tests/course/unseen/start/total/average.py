# total-average-instead
def total(numbers):
    return sum(numbers) / len(numbers)
