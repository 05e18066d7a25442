# log-spectrum-of-the-power
import numpy as np


def log_spectrum(frames):
    return np.log(np.abs(np.fft.rfft(frames, axis=1)) ** 2 + 1e-8)
