# change-highest-minus-lowest | only
def change(temperatures):
    temperatures.sort()
    return temperatures[-1] - temperatures[0]
