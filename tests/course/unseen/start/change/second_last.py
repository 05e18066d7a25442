# change-second-last
def change(temperatures):
    return temperatures[-2] - temperatures[0]
