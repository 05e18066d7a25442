# always-the-same
week = [18, 21, 25, 19]
def change(temperatures):
    return week[-1] - week[0]
