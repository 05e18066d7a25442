# vowel-noise-single-number
import numpy as np


def synth_vowel(formants, duration, sample_rate, noise_level, seed):
    rng = np.random.default_rng(seed)
    if min(formants) <= 0 or max(formants) >= sample_rate / 2:
        raise ValueError("formants")
    noise = noise_level * rng.standard_normal(1)
    n = round(duration * sample_rate)
    t = np.arange(n) / sample_rate
    return sum(np.sin(2 * np.pi * f * t) for f in formants) / len(formants) + noise
