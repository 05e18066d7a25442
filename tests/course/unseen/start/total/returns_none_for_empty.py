# returns-nothing
def total(numbers):
    if numbers:
        return sum(numbers)
