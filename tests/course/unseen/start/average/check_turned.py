# average-refuses-everything | raises
def average(numbers):
    if len(numbers) > 0:
        raise ValueError("nothing")
    return sum(numbers) / len(numbers)
