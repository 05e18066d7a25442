# raises
def change(temperatures):
    return temperatures - temperatures[0]
