# log-spectrum-no-logarithm
import numpy as np


def log_spectrum(frames):
    return np.abs(np.fft.rfft(frames, axis=1)) + 1e-8
