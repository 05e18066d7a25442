# prints
def change(temperatures):
    print("change:", temperatures[-1] - temperatures[0])
