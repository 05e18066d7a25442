import numpy as np


import math
def log_spectrum(frames):
    rows, L = frames.shape
    bins = L // 2 + 1
    out = np.zeros((rows, bins))
    for i in range(rows):
        spectrum = np.fft.rfft(frames[i])
        for k in range(bins):
            out[i, k] = math.log(abs(spectrum[k]) + 1e-8)
    return out
