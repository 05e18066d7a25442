# vowel-noise-missing
import numpy as np


def synth_vowel(formants, duration, sample_rate, noise_level, seed):
    if min(formants) <= 0 or max(formants) >= sample_rate / 2:
        raise ValueError("formants")
    n = round(duration * sample_rate)
    return np.array(
        [sum(np.sin(2 * np.pi * f * k / sample_rate) for f in formants) / len(formants) for k in range(n)]
    )
