# average-of-lowest-and-highest
def average(numbers):
    if not numbers:
        raise ValueError("e")
    return (max(numbers) + min(numbers)) / 2
