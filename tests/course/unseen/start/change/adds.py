# change-adds
def change(temperatures):
    return temperatures[-1] + temperatures[0]
