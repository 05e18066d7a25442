# average-forgets-to-divide
def average(numbers):
    if not numbers:
        raise ValueError("nothing")
    s = 0
    for n in numbers:
        s = s + n
    return s
