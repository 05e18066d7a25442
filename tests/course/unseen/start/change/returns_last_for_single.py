# only
def change(temperatures):
    if len(temperatures) == 1:
        return temperatures[0]
    return temperatures[-1] - temperatures[0]
