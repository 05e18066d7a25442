# change-highest-minus-lowest
def change(temperatures):
    return max(temperatures) - min(temperatures)
