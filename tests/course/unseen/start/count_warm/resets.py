# count-begins-anew-in-each-round | always-the-same | wrong | only | all-but
def count_warm(temperatures, limit):
    for t in temperatures:
        n = 0
        if t > limit:
            n = n + 1
    return n
