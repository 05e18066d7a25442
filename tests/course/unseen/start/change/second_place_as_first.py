# change-begins-at-one
def change(temperatures):
    first = temperatures[1]
    last = temperatures[-1]
    return last - first
