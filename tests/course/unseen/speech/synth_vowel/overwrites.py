# vowel-last-formant-only
import numpy as np


def synth_vowel(formants, duration, sample_rate, noise_level, seed):
    rng = np.random.default_rng(seed)
    n = round(duration * sample_rate)
    sound = []
    for f in formants:
        if f <= 0 or f >= sample_rate / 2:
            raise ValueError
        sound = np.array([np.sin(2 * np.pi * f * k / sample_rate) for k in range(n)])
    return sound + noise_level * rng.standard_normal(n)
