# log-spectrum-base-ten
import numpy as np


def log_spectrum(frames):
    return np.log10(np.abs(np.fft.rfft(frames, axis=1)) + 1e-8)
