# bool
def relu(x):
    return x > 0
