# total-returns-in-the-loop
def total(numbers):
    s = 0
    for n in numbers:
        s = s + n
        return s
