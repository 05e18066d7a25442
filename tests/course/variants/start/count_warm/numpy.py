import numpy as np
def count_warm(temperatures, limit):
    return np.count_nonzero(np.array(temperatures) > limit)
