# returns-nothing
def change(temperatures):
    if len(temperatures) > 1:
        return temperatures[-1] - temperatures[0]
