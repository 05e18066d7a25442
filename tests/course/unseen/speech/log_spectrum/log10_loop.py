# log-spectrum-base-ten
import numpy as np


def log_spectrum(frames):
    result = np.zeros((len(frames), frames.shape[1] // 2 + 1))
    for i in range(len(frames)):
        result[i] = np.log10(np.abs(np.fft.rfft(frames[i])) + 1e-8)
    return result
