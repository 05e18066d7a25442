import statistics
def average(numbers):
    if not numbers:
        raise ValueError("empty")
    return statistics.mean(numbers)
