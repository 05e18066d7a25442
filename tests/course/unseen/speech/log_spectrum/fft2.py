# log-spectrum-both-axes
import numpy as np


def log_spectrum(frames):
    return np.log(np.abs(np.fft.rfft2(frames)) + 1e-8)
