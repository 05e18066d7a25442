# average-floor-division | cut
def average(numbers):
    if not numbers:
        raise ValueError("nothing")
    return int(sum(numbers) / len(numbers))
