# count-breaks-at-the-first-cold-day
def count_warm(temperatures, limit):
    n = 0
    for t in temperatures:
        if t > limit:
            n += 1
        else:
            break
    return n
