import numpy as np


def frame_signal(signal, frame_length: int, hop_length: int) -> np.ndarray:
    """Frames."""
    if signal.shape[0] < frame_length:
        raise ValueError(signal.shape)
    frames = np.empty((1 + (len(signal) - frame_length) // hop_length, frame_length), dtype=signal.dtype)
    for row, frame in enumerate(frames):
        frame[:] = signal[row * hop_length:row * hop_length + frame_length]
    return frames
