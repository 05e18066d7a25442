def count_warm(temperatures, limit):
    tally = {True: 0, False: 0}
    for t in temperatures:
        tally[t > limit] += 1
    return tally[True]
