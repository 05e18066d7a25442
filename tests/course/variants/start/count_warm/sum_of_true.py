"""Right but different: count_warm, sum of True."""


def count_warm(days, how_warm):
    return sum(t > how_warm for t in days)
