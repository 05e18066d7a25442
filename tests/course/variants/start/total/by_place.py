"""Right but different: total, by place."""


def total(numbers):
    s = 0
    for i in range(len(numbers)):
        s = s + numbers[i]
    return s
