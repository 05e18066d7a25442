# raises
import numpy as np


def frame_signal(signal, frame_length, hop_length):
    if len(signal) < frame_length:
        raise ValueError("too short")
    count = 2 + (len(signal) - frame_length) // hop_length
    table = np.zeros((count, frame_length))
    for i in range(count):
        for j in range(frame_length):
            table[i, j] = signal[i * hop_length + j]
    return table
