# change-begins-at-one
def change(temperatures):
    return temperatures[-1] - temperatures[1]
