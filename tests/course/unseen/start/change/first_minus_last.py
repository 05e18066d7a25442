# change-turned
def change(temperatures):
    return temperatures[0] - temperatures[-1]
