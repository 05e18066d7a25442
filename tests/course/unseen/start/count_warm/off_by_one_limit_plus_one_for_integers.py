# count-a-whole-degree-more
def count_warm(temperatures, limit):
    n = 0
    for t in temperatures:
        if t >= limit + 1:
            n += 1
    return n
