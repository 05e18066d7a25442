# log-spectrum-base-two
import numpy as np


def log_spectrum(frames):
    return np.log2(np.abs(np.fft.rfft(frames, axis=1)) + 1e-8)
