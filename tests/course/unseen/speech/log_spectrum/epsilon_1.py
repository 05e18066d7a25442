# log-spectrum-plus-one
import numpy as np


def log_spectrum(frames):
    return np.log1p(np.abs(np.fft.rfft(frames, axis=1)))
