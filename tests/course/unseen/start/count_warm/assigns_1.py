# count-stops-at-first
def count_warm(temperatures, limit):
    n = 0
    for t in temperatures:
        if t > limit:
            n = 1
    return n
