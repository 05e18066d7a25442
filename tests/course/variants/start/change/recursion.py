def change(temperatures):
    if len(temperatures) == 1:
        return 0
    return temperatures[1] - temperatures[0] + change(temperatures[1:])
