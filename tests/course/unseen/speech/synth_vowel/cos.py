# vowel-cosine
import numpy as np


def synth_vowel(formants, duration, sample_rate, noise_level, seed):
    rng = np.random.default_rng(seed)
    for f in formants:
        if f <= 0 or f >= sample_rate / 2:
            raise ValueError("bad")
    n = round(duration * sample_rate)
    t = np.arange(n) / sample_rate
    return np.mean([np.cos(2 * np.pi * f * t) for f in formants], axis=0) + noise_level * rng.standard_normal(n)
