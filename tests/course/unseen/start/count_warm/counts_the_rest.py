# count-colder-days | wrong
def count_warm(temperatures, limit):
    cold = 0
    for t in temperatures:
        if t <= limit:
            cold = cold + 1
    return cold
