# raises
def average(numbers):
    assert len(numbers) > 0, "empty"
    return sum(numbers) / len(numbers)
