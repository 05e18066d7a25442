# text
def change(temperatures):
    return str(temperatures[-1] - temperatures[0])
