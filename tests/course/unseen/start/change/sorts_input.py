# change-highest-minus-lowest
def change(temperatures):
    temperatures.sort()
    return temperatures[-1] - temperatures[0]
