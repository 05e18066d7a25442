"""Right but different: average, statistics."""

import statistics


def average(numbers):
    if len(numbers) > 0:
        return statistics.fmean(numbers)
    raise ValueError("an empty list")
