# average-of-lowest-and-highest | wrong | only | average-first-and-last
def average(numbers):
    if not numbers:
        raise ValueError("nothing")
    return (min(numbers) + max(numbers)) / 2
