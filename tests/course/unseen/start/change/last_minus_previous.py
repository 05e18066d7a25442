# change-last-two-days
def change(temperatures):
    return temperatures[-1] - temperatures[-2]
