# average-middle-number
def average(numbers):
    if not numbers:
        raise ValueError("e")
    s = sorted(numbers)
    return s[len(s) // 2]
