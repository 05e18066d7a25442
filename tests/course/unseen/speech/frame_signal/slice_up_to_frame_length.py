# frames-always-one-apart
import numpy as np


def frame_signal(signal, frame_length, hop_length):
    if len(signal) < frame_length:
        raise ValueError("short")
    rows = []
    for i in range(1 + (len(signal) - frame_length) // hop_length):
        rows.append(signal[i:i + frame_length])
    return np.array(rows)
