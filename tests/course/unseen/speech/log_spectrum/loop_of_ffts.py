# log-spectrum-both-halves
import numpy as np


def log_spectrum(frames):
    rows = []
    for frame in frames:
        rows.append(np.log(1e-8 + abs(np.fft.fft(frame))))
    return np.array(rows)
