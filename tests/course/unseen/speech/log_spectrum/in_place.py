# log-spectrum-changes-the-frames
import numpy as np


def log_spectrum(frames):
    for i in range(len(frames)):
        frames[i] = frames[i] + 1e-9
    return np.log(np.abs(np.fft.rfft(frames, axis=1)) + 1e-8)
