def change(temperatures):
    first, *rest = temperatures
    last = rest[-1] if rest else first
    return last - first
