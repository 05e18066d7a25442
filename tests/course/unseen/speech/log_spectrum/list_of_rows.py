# list
import numpy as np


def log_spectrum(frames):
    return [np.log(np.abs(np.fft.rfft(frame)) + 1e-8) for frame in frames]
