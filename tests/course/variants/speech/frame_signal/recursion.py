import numpy as np


def frame_signal(signal, frame_length, hop_length):
    n = len(signal)
    if n < frame_length:
        raise ValueError("n")
    rows = [list(signal[i:i + frame_length]) for i in range(n) if i % hop_length == 0 and i + frame_length <= n]
    return np.array(rows, dtype=float)
