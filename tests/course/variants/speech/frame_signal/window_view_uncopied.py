import numpy as np


def frame_signal(signal, frame_length, hop_length):
    n = signal.shape[0]
    if n < frame_length:
        raise ValueError("too short")
    all_starts = [s for s in range(n) if s % hop_length == 0 and s + frame_length <= n]
    return np.lib.stride_tricks.sliding_window_view(signal, frame_length)[all_starts]
