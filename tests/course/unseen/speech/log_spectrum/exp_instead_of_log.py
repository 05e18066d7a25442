# log-spectrum-exponential
import numpy as np


def log_spectrum(frames):
    return np.exp(np.abs(np.fft.rfft(frames, axis=1)) + 1e-8)
