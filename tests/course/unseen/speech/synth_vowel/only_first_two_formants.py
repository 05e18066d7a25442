# raises
import numpy as np


def synth_vowel(formants, duration, sample_rate, noise_level, seed):
    rng = np.random.default_rng(seed)
    f1, f2 = formants
    if min(f1, f2) <= 0 or max(f1, f2) >= sample_rate / 2:
        raise ValueError("bad")
    n = round(duration * sample_rate)
    t = np.arange(n) / sample_rate
    return (np.sin(2 * np.pi * f1 * t) + np.sin(2 * np.pi * f2 * t)) / 2 + noise_level * rng.standard_normal(n)
