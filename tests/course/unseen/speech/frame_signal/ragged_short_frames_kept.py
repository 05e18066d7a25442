# frames-counted-by-hops-alone
import numpy as np


def frame_signal(signal, frame_length, hop_length):
    if len(signal) < frame_length:
        raise ValueError("short")
    return np.array([signal[s:s + frame_length] for s in range(0, len(signal), hop_length)])
