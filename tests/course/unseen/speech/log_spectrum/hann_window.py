# log-spectrum-hann-window
import numpy as np


def log_spectrum(frames):
    return np.log(np.abs(np.fft.rfft(frames * np.hanning(frames.shape[1]), axis=1)) + 1e-8)
