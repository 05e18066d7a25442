# frames-always-one-apart
import numpy as np


def frame_signal(signal, frame_length, hop_length):
    if len(signal) < frame_length:
        raise ValueError
    count = 1 + (len(signal) - frame_length) // hop_length
    table = np.empty((count, frame_length))
    for i in range(count):
        table[i] = signal[i : i + frame_length]
    return table
