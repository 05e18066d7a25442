import numpy as np
def change(temperatures):
    arr = np.array(temperatures)
    return arr[-1] - arr[0]
