# change-fixed-length
def change(temperatures):
    return temperatures[3] - temperatures[0]
