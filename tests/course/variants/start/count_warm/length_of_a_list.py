"""Right but different: count_warm, length of a list."""


def count_warm(temperatures, limit):
    return len([t for t in temperatures if t > limit])
