# log-spectrum-of-one-long-frame
import numpy as np


def log_spectrum(frames):
    return np.log(np.abs(np.fft.rfft(frames.ravel())) + 1e-8)
