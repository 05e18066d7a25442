# log-spectrum-mean-taken-away
import numpy as np


def log_spectrum(frames):
    s = np.log(np.abs(np.fft.rfft(frames, axis=1)) + 1e-8)
    return s - s.mean()
