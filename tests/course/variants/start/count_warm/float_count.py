"""Right but different: count_warm, a whole-valued float."""


def count_warm(temperatures, limit):
    n = 0.0
    for t in temperatures:
        if t > limit:
            n = n + 1
        else:
            n = n
    return n
