# log-spectrum-size-of-the-logarithm
import numpy as np


def log_spectrum(frames):
    return np.abs(np.log(np.abs(np.fft.rfft(frames, axis=1)) + 1e-8))
