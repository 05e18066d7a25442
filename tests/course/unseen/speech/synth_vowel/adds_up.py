# vowel-sum-not-mean
import numpy as np


def synth_vowel(formants, duration, sample_rate, noise_level, seed):
    rng = np.random.default_rng(seed)
    for f in formants:
        if not 0 < f < sample_rate / 2:
            raise ValueError("no")
    n = round(duration * sample_rate)
    t = np.arange(n) / sample_rate
    sound = np.zeros(n)
    for f in formants:
        sound += np.sin(2 * np.pi * f * t)
    sound += noise_level * rng.standard_normal(n)
    return sound
