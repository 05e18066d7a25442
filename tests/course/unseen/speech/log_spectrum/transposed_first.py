# log-spectrum-over-columns
import numpy as np


def log_spectrum(frames):
    return np.log(np.abs(np.fft.rfft(frames.T, axis=1)) + 1e-8).T
