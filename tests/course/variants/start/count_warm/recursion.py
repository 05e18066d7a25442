def count_warm(temperatures, limit):
    if temperatures == []:
        return 0
    first = 1 if temperatures[0] > limit else 0
    return first + count_warm(temperatures[1:], limit)
