# change-highest-minus-lowest | only | wrong
def change(temperatures):
    ordered = sorted(temperatures)
    return ordered[-1] - ordered[0]
