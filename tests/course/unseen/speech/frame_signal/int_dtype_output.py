# frames-whole-numbers-only
import numpy as np


def frame_signal(signal, frame_length, hop_length):
    if len(signal) < frame_length:
        raise ValueError("short")
    k = 1 + (len(signal) - frame_length) // hop_length
    out = np.zeros((k, frame_length), dtype=int)
    for i in range(k):
        out[i] = signal[i * hop_length:i * hop_length + frame_length]
    return out
