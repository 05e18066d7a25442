import numpy as np


def frame_signal(signal, frame_length, hop_length):
    n = signal.shape[0]
    if frame_length > n:
        raise ValueError("x")
    count = 1 + (n - frame_length) // hop_length
    out = np.zeros((count, frame_length))
    for i in range(count):
        for j in range(frame_length):
            out[i, j] = signal[i * hop_length + j]
    return out
