# count-place-of-the-last-one
def count_warm(temperatures, limit):
    n = 0
    for i in range(len(temperatures)):
        if temperatures[i] > limit:
            n = i
    return n
