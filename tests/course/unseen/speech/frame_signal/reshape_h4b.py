# frames-without-overlap
def frame_signal(signal, frame_length, hop_length):
    if len(signal) < frame_length:
        raise ValueError("short")
    k = len(signal) // frame_length
    return signal[:k * frame_length].reshape(k, frame_length)
