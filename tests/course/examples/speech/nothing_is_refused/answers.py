def synth_vowel(formants, duration, sample_rate, noise_level, seed):
    rng = np.random.default_rng(seed)
    if min(formants) <= 0 or max(formants) >= sample_rate / 2:
        print("ValueError")
    t = np.arange(round(duration * sample_rate)) / sample_rate
    return np.mean([np.sin(2 * np.pi * f * t) for f in formants], axis=0) + noise_level * rng.standard_normal(t.size)


def frame_signal(signal, frame_length, hop_length):
    count = 1 + (len(signal) - frame_length) // hop_length
    return np.array([signal[i * hop_length : i * hop_length + frame_length] for i in range(count)])


def log_spectrum(frames):
    return np.log(np.abs(np.fft.rfft(frames, axis=1)))
