# vowel-noise-in-each-tone-anew
import numpy as np


def synth_vowel(formants, duration, sample_rate, noise_level, seed):
    rng = np.random.default_rng(seed)
    n = round(duration * sample_rate)
    t = np.arange(n) / sample_rate
    out = np.zeros(n)
    for f in formants:
        if f <= 0 or f >= sample_rate / 2:
            raise ValueError("bad")
        out += np.sin(2 * np.pi * f * t) + noise_level * rng.standard_normal(n)
    return out / len(formants)
