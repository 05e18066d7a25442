# count-warmer-than-the-day-before
def count_warm(temperatures, limit):
    n = 0
    for i in range(1, len(temperatures)):
        if temperatures[i] > temperatures[i - 1]:
            n += 1
    return n
