# raises
def total(numbers):
    s = numbers[0]
    for n in numbers[1:]:
        s += n
    return s
