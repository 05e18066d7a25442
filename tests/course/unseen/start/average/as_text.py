# text
def average(numbers):
    if not numbers:
        raise ValueError("nothing")
    return f"{sum(numbers) / len(numbers)}"
