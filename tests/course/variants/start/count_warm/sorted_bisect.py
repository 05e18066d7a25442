import bisect
def count_warm(temperatures, limit):
    s = sorted(temperatures)
    return len(s) - bisect.bisect_right(s, limit)
