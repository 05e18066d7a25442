# only | all-but | wrong
import numpy as np


def synth_vowel(formants, duration, sample_rate, noise_level, seed):
    rng = np.random.default_rng(seed)
    if min(formants) <= 0 or max(formants) >= sample_rate / 2:
        raise ValueError("formants")
    n = round(duration * sample_rate)
    t = np.arange(n) / sample_rate
    noise = rng.integers(-1, 2, size=n)
    return sum(np.sin(2 * np.pi * f * t) for f in formants) / len(formants) + noise_level * noise
