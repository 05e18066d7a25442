# count-every-day
def count_warm(temperatures, limit):
    n = 0
    for t in temperatures:
        if t > limit:
            pass
        n += 1
    return n
