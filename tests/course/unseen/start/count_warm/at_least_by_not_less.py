# count-equal-counts
def count_warm(temperatures, limit):
    n = 0
    for t in temperatures:
        if not t < limit:
            n += 1
    return n
