# log-spectrum-both-halves
import numpy as np


def log_spectrum(frames):
    return np.log(np.abs(np.fft.fft(frames, axis=1)) + 1e-8)
