# log-spectrum-of-complex-numbers
import numpy as np


def log_spectrum(frames):
    return np.log(np.fft.rfft(frames, axis=1) + 1e-8)
