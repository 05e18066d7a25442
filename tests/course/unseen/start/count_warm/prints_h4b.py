# prints
def count_warm(temperatures, limit):
    n = 0
    for t in temperatures:
        if t > limit:
            n += 1
    print(n)
