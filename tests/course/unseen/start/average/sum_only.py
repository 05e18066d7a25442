# average-forgets-to-divide
def average(numbers):
    if not numbers:
        raise ValueError("e")
    return sum(numbers)
