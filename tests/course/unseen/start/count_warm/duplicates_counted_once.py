# count-equal-days-once
def count_warm(temperatures, limit):
    return len({t for t in temperatures if t > limit})
