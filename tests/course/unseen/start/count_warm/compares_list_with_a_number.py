# raises
def count_warm(temperatures, limit):
    n = 0
    if temperatures > limit:
        n += 1
    return n
