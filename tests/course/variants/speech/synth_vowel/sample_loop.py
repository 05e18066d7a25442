import numpy as np


import math
def synth_vowel(formants, duration, sample_rate, noise_level, seed):
    rng = np.random.default_rng(seed)
    if any(f <= 0 or 2 * f >= sample_rate for f in formants):
        raise ValueError
    out = []
    for k in range(int(round(duration * sample_rate))):
        s = 0
        for f in formants:
            s += math.sin(2 * math.pi * f * k / sample_rate)
        out.append(s / len(formants) + noise_level * rng.standard_normal())
    return np.array(out)
