# log-spectrum-in-decibels
import numpy as np


def log_spectrum(frames):
    power = np.abs(np.fft.rfft(frames, axis=1)) ** 2
    return 10 * np.log10(power + 1e-16)
