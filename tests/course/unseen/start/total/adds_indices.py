# total-adds-places
def total(numbers):
    s = 0
    for i in range(len(numbers)):
        s += i
    return s
