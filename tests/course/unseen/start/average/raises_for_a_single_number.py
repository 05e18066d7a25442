# average-refuses-a-single-number
def average(numbers):
    if len(numbers) <= 1:
        raise ValueError("e")
    return sum(numbers) / len(numbers)
