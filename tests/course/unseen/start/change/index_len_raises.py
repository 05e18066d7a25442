# change-beyond-the-end
def change(temperatures):
    return temperatures[len(temperatures)] - temperatures[0]
