"""Right but different: change, unpacked."""


def change(temperatures):
    first, last = temperatures[0], temperatures[-1]
    difference = last - first
    return difference
