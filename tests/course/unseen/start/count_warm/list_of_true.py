# list-for-number
def count_warm(temperatures, limit):
    return [t > limit for t in temperatures]
