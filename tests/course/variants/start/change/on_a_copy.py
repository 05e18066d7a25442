"""Right but different: change, on a copy."""


def change(temperatures):
    own = list(temperatures)
    last = own.pop()
    return last - temperatures[0]
