"""Right but different: change, by a loop."""


def change(days):
    last = days[0]
    for degrees in days:
        last = degrees
    return last - days[0]
