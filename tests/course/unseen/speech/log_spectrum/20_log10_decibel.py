# log-spectrum-in-decibels
import numpy as np


def log_spectrum(frames):
    return 20 * np.log10(np.abs(np.fft.rfft(frames, axis=1)) + 1e-8)
