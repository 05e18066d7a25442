# log-spectrum-parts-added
import numpy as np


def log_spectrum(frames):
    s = np.fft.rfft(frames, axis=1)
    return np.log(np.abs(s.real) + np.abs(s.imag) + 1e-8)
