# count-fixed-limit
def count_warm(temperatures, limit):
    n = 0
    for t in temperatures:
        if t > 20:
            n += 1
    return n
