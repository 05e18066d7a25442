import numpy as np


class ImpossibleFormant(ValueError):
    pass


def tone(f, t):
    return np.sin(2 * np.pi * f * t)


def synth_vowel(frequencies, seconds, rate, noise, seed):
    rng = np.random.default_rng(seed)
    if sorted(frequencies)[0] <= 0 or sorted(frequencies)[-1] >= rate / 2:
        raise ImpossibleFormant(frequencies)
    t = np.arange(round(seconds * rate)) / rate
    return sum(tone(f, t) for f in frequencies) / len(frequencies) + noise * rng.standard_normal(t.shape)
