# count-gives-the-days
def count_warm(temperatures, limit):
    warm = []
    for t in temperatures:
        if t > limit:
            warm.append(t)
    return warm
