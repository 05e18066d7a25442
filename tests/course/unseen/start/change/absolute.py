# change-always-positive
def change(temperatures):
    return abs(temperatures[-1] - temperatures[0])
