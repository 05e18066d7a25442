# change-always-positive
def change(temperatures):
    difference = temperatures[-1] - temperatures[0]
    if difference < 0:
        difference = -difference
    return difference
