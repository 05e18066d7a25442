"""Right but different: count_warm, continues."""


def count_warm(temperatures, limit):
    n = 0
    for i in range(len(temperatures)):
        if temperatures[i] <= limit:
            continue
        n += 1
    return n
