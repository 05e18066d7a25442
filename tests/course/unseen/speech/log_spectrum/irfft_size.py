# shape | raises | wrong
import numpy as np


def log_spectrum(frames):
    return np.log(np.abs(np.fft.rfft(frames, n=256, axis=1)) + 1e-8)
