"""Right but different: change, by length."""


def change(temperatures):
    first = temperatures[0]
    last = temperatures[len(temperatures) - 1]
    return last - first
