# wrong | only | all-but
def change(temperatures):
    return temperatures[-1]
