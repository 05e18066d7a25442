# change-takes-out-of-the-list | only
def change(temperatures):
    last = temperatures.pop()
    if not temperatures:
        return 0
    first = temperatures[0]
    return last - first
