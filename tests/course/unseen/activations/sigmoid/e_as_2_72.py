# sigmoid-rough-e | close
def sigmoid(x):
    e = 2.72
    return 1 / (1 + e ** (-x))
