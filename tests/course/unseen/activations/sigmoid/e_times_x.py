# sigmoid-multiplies-e
def sigmoid(x):
    e = 2.718281828459045
    return 1 / (1 - e * x)
