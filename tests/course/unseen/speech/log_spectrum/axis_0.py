# log-spectrum-over-columns
import numpy as np


def log_spectrum(frames):
    return np.log(np.abs(np.fft.rfft(frames, axis=0)) + 1e-8)
