# count-colder-days
def count_warm(temperatures, limit):
    n = 0
    for t in temperatures:
        if limit > t:
            n += 1
    return n
