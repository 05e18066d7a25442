# list-for-number
def change(temperatures):
    out = []
    for i in range(len(temperatures) - 1):
        out.append(temperatures[i + 1] - temperatures[i])
    return out
