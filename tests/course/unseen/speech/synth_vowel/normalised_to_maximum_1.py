# vowel-made-as-loud-as-possible
import numpy as np


def synth_vowel(formants, duration, sample_rate, noise_level, seed):
    rng = np.random.default_rng(seed)
    if any(f <= 0 or f >= sample_rate / 2 for f in formants):
        raise ValueError("x")
    n = round(duration * sample_rate)
    t = np.arange(n) / sample_rate
    s = np.sum([np.sin(2 * np.pi * f * t) for f in formants], axis=0)
    return s / np.max(np.abs(s)) + noise_level * rng.standard_normal(n)
