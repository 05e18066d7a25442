# vowel-noise-single-number
import numpy as np


def synth_vowel(formants, duration, sample_rate, noise_level, seed):
    for f in formants:
        if f <= 0 or f >= sample_rate / 2:
            raise ValueError("bad")
    out = []
    for k in range(round(duration * sample_rate)):
        v = np.mean([np.sin(2 * np.pi * f * k / sample_rate) for f in formants])
        out.append(v + noise_level * np.random.default_rng(seed).standard_normal())
    return np.array(out)
