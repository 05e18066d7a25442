# list
def frame_signal(signal, frame_length, hop_length):
    if len(signal) < frame_length:
        raise ValueError("too short")
    count = 1 + (len(signal) - frame_length) // hop_length
    return [signal[i * hop_length : i * hop_length + frame_length] for i in range(count)]
