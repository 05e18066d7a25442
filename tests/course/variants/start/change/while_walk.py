def change(temperatures):
    i = 0
    while i < len(temperatures) - 1:
        i += 1
    return temperatures[i] - temperatures[0]
