# frames-one-sample-long
import numpy as np


def frame_signal(signal, frame_length, hop_length):
    if len(signal) < frame_length:
        raise ValueError("too short")
    rows = []
    for start in range(0, len(signal) - frame_length + 1, hop_length):
        end = start + frame_length
        rows.append([signal[k] for k in range(len(signal)) if start <= k <= end])
    return np.array(rows)
