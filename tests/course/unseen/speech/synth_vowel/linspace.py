# vowel-includes-end-point
import numpy as np


def synth_vowel(formants, duration, sample_rate, noise_level, seed):
    rng = np.random.default_rng(seed)
    if any(f <= 0 or 2 * f >= sample_rate for f in formants):
        raise ValueError("formants")
    n = round(duration * sample_rate)
    t = np.linspace(0, duration, num=n, endpoint=True)
    tones = np.sin(2 * np.pi * np.outer(formants, t))
    return tones.mean(axis=0) + rng.normal(0, 1, n) * noise_level
