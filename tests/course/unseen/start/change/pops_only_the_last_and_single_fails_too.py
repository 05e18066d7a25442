# change-takes-out-of-the-list
def change(temperatures):
    last = temperatures.pop()
    if not temperatures:
        return 0
    return last - temperatures[0]
