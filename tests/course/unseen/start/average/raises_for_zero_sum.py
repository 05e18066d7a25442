# average-refuses-a-sum-of-zero
def average(numbers):
    s = sum(numbers)
    if s == 0:
        raise ValueError("e")
    return s / len(numbers)
