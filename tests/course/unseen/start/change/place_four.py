# change-fixed-length
def change(temperatures):
    last = temperatures[3]
    first = temperatures[0]
    difference = last - first
    return difference
