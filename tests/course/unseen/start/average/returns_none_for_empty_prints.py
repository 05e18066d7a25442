# average-prints-the-error
def average(numbers):
    if len(numbers) == 0:
        print("empty")
        return
    return sum(numbers) / len(numbers)
