# prints
def change(temperatures):
    print(temperatures[-1] - temperatures[0])
