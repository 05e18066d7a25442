# log-spectrum-no-logarithm
import numpy as np


def log_spectrum(frames):
    return np.array([np.abs(np.fft.rfft(frame)) for frame in frames])
