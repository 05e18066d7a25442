# change-beyond-the-end
def change(temperatures):
    days = len(temperatures)
    return temperatures[days] - temperatures[0]
