import numpy as np


def frame_signal(signal, frame_length, hop_length):
    if len(signal) - frame_length < 0:
        raise ValueError()
    k = 1 + (len(signal) - frame_length) // hop_length
    return signal[np.arange(k)[:, None] * hop_length + np.arange(frame_length)]
