# prints
def average(numbers):
    if not numbers:
        raise ValueError("nothing")
    print(sum(numbers) / len(numbers))
