# count-removes-while-it-walks
def count_warm(temperatures, limit):
    for t in temperatures:
        if t <= limit:
            temperatures.remove(t)
    return len(temperatures)
