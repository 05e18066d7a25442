# raises
def count_warm(temperatures, limit):
    if temperatures > limit:
        return 1
    return 0
