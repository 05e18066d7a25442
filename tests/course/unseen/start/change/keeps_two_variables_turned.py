# change-turned
def change(temperatures):
    first = temperatures[0]
    last = temperatures[len(temperatures) - 1]
    return first - last
