# frames-wherever-a-sample-is-left
import numpy as np


def frame_signal(signal, frame_length, hop_length):
    if len(signal) < frame_length:
        raise ValueError("short")
    rows = []
    for s in range(0, len(signal), hop_length):
        r = np.zeros(frame_length)
        p = signal[s:s + frame_length]
        r[:len(p)] = p
        rows.append(r)
    return np.array(rows)
