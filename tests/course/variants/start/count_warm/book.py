"""Right but different: count_warm, book."""


def count_warm(temperatures, limit):
    count = 0
    for degrees in temperatures:
        if degrees > limit:
            count = count + 1
    return count
