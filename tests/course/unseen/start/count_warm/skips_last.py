# count-skips-the-last
def count_warm(temperatures, limit):
    n = 0
    for i in range(len(temperatures) - 1):
        if temperatures[i] > limit:
            n += 1
    return n
