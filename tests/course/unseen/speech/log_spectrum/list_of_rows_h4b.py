# list
import numpy as np


def log_spectrum(frames):
    return [list(np.log(np.abs(np.fft.rfft(f)) + 1e-8)) for f in frames]
