# only
import numpy as np


def log_spectrum(frames):
    s = np.log(np.abs(np.fft.rfft(frames, axis=1)))
    return np.nan_to_num(s, neginf=0.0)
