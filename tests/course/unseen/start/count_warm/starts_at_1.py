# count-starts-at-one
def count_warm(temperatures, limit):
    n = 1
    for t in temperatures:
        if t > limit:
            n += 1
    return n
