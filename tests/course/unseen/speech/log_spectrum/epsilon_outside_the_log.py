# log-spectrum-no-floor
import numpy as np


def log_spectrum(frames):
    return np.log(np.abs(np.fft.rfft(frames, axis=1))) + 1e-8
