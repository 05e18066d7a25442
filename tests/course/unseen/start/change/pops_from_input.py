# change-takes-out-of-the-list
def change(temperatures):
    last = temperatures.pop()
    first = temperatures.pop(0)
    return last - first
