# list-for-number
def change(temperatures):
    changes = []
    for place in range(1, len(temperatures)):
        changes.append(temperatures[place] - temperatures[place - 1])
    return changes
