# change-last-two-days
def change(temperatures):
    result = 0
    for place in range(1, len(temperatures)):
        result = temperatures[place] - temperatures[place - 1]
    return result
