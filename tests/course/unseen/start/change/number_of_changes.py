# change-number-of-steps
def change(temperatures):
    return len(temperatures) - 1
