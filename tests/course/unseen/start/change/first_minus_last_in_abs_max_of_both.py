# change-highest-minus-first
def change(temperatures):
    biggest = temperatures[0]
    for t in temperatures:
        if t > biggest:
            biggest = t
    return biggest - temperatures[0]
