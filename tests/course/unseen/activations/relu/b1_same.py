# only
def relu(x):
    return x
