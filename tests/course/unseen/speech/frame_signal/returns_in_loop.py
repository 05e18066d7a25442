# frames-only-the-first
import numpy as np


def frame_signal(signal, frame_length, hop_length):
    if len(signal) < frame_length:
        raise ValueError("short")
    rows = []
    for s in range(0, len(signal) - frame_length + 1, hop_length):
        rows.append(signal[s:s + frame_length])
        return np.array(rows)
