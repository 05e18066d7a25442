# frames-last-one-missing
import numpy as np


def frame_signal(signal, frame_length, hop_length):
    if len(signal) < frame_length:
        raise ValueError
    count = (len(signal) - frame_length) // hop_length
    out = np.zeros((count, frame_length))
    for i in range(count):
        for j in range(frame_length):
            out[i, j] = signal[i * hop_length + j]
    return out
