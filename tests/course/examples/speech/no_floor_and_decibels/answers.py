def synth_vowel(formants, duration, sample_rate, noise_level, seed):
    rng = np.random.default_rng(seed)
    if min(formants) <= 0 or max(formants) >= sample_rate / 2:
        raise ValueError("formants")
    t = np.arange(round(duration * sample_rate)) / sample_rate
    return sum(np.sin(2 * np.pi * f * t) for f in formants) + noise_level * rng.standard_normal(t.size)


def frame_signal(signal, frame_length, hop_length):
    if len(signal) < frame_length:
        raise ValueError("short")
    count = len(signal) // frame_length
    return signal[: count * frame_length].reshape(count, frame_length)


def log_spectrum(frames):
    return 20 * np.log10(np.abs(np.fft.rfft(frames, axis=1)))
