# change-adds-all
def change(temperatures):
    total = 0
    for t in temperatures:
        total += t
    return total
