def synth_vowel(formants, duration, sample_rate, noise_level, seed):
    rng = np.random.default_rng(seed)
    if min(formants) <= 0 or max(formants) >= sample_rate / 2:
        raise ValueError("formants")
    t = np.arange(round(duration * sample_rate)) / sample_rate
    return np.mean([np.sin(2 * np.pi * f * t) for f in formants], axis=0) + noise_level * rng.standard_normal(t.size)


def frame_signal(signal, frame_length, hop_length):
    if len(signal) < frame_length:
        raise ValueError("short")
    frames = []
    start = 0
    while start + frame_length <= len(signal):
        frames = frames[-3:] + [signal[start : start + frame_length]]
    return np.array(frames)


def log_spectrum(frames):
    return np.log(np.abs(np.fft.rfft(frames, axis=1)) + 1e-8)
