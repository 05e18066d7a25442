# frames-as-long-as-the-hop
import numpy as np


def frame_signal(signal, frame_length, hop_length):
    if len(signal) < frame_length:
        raise ValueError("too short")
    rows = []
    for start in range(0, len(signal) - frame_length + 1, hop_length):
        rows.append(signal[start : start + hop_length])
    return np.array(rows)
