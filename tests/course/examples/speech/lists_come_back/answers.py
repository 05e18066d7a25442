import math


def synth_vowel(formants, duration, sample_rate, noise_level, seed):
    rng = np.random.default_rng(seed)
    if min(formants) <= 0 or max(formants) >= sample_rate / 2:
        raise ValueError("formants")
    return [
        sum(math.sin(2 * math.pi * f * k / sample_rate) for f in formants) / len(formants)
        + noise_level * rng.standard_normal()
        for k in range(round(duration * sample_rate))
    ]


def frame_signal(signal, frame_length, hop_length):
    if len(signal) < frame_length:
        raise ValueError("short")
    starts = range(0, len(signal) - frame_length + 1, hop_length)
    return [list(signal[s : s + frame_length]) for s in starts]


def log_spectrum(frames):
    return np.log(np.abs(np.fft.rfft(frames, axis=1)) + 1e-8).tolist()
