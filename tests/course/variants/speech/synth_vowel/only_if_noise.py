import numpy as np


def synth_vowel(formants, duration, sample_rate, noise_level, seed):
    rng = np.random.default_rng(seed)
    nyquist = sample_rate / 2
    for f in formants:
        if f <= 0:
            raise ValueError("too low")
        elif f >= nyquist:
            raise ValueError("too high")
    count = int(duration * sample_rate + 0.5)
    t = np.arange(count) / sample_rate
    total = sum(np.sin(2 * np.pi * f * t) for f in formants)
    vowel = total / len(formants)
    if noise_level > 0:
        vowel = vowel + noise_level * rng.standard_normal(count)
    return vowel
