# total-counts
def total(numbers):
    return len(numbers)
