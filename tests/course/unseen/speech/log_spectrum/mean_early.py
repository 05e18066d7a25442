# log-spectrum-averaged
import numpy as np


def log_spectrum(frames):
    rows = np.log(np.abs(np.fft.rfft(frames, axis=1)) + 1e-8)
    total = np.zeros(rows.shape[1])
    for row in rows:
        total += row
    return total / len(rows)
