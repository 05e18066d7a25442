# count-gives-the-days
def count_warm(temperatures, limit):
    return [t for t in temperatures if t > limit]
