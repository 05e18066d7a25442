# count-every-day
def count_warm(temperatures, limit):
    return len(temperatures)
