# wrong | only | all-but | always-the-same
def count_warm(temperatures, limit):
    n = 0
    for t in temperatures:
        if t == limit:
            n = n + 1
    return n
