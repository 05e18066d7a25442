# total-equal-numbers-once
def total(numbers):
    return sum(set(numbers))
