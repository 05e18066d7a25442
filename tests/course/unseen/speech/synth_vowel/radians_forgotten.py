# vowel-forgets-two-pi
import numpy as np


def synth_vowel(formants, duration, sample_rate, noise_level, seed):
    rng = np.random.default_rng(seed)
    for f in formants:
        if f <= 0 or f >= sample_rate / 2:
            raise ValueError(f)
    n = int(duration * sample_rate)
    sound = np.zeros(n)
    for k in range(n):
        t = k / sample_rate
        for f in formants:
            sound[k] += np.sin(f * t)
    return sound / len(formants) + noise_level * rng.standard_normal(n)
