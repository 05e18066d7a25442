# counted | wrong | only
def average(numbers):
    if not numbers:
        raise ValueError("nothing")
    count = 1
    for n in numbers:
        count = count + 1
    return sum(numbers) / count
