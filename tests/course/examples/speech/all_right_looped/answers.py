import math


def synth_vowel(formants, duration, sample_rate, noise_level, seed):
    rng = np.random.default_rng(seed)
    for formant in formants:
        if formant <= 0 or formant >= sample_rate / 2:
            raise ValueError("impossible")
    count = int(round(duration * sample_rate))
    noise = rng.standard_normal(count)
    sound = np.zeros(count)
    for k in range(count):
        for formant in formants:
            sound[k] = sound[k] + math.sin(2 * math.pi * formant * k / sample_rate)
        sound[k] = sound[k] / len(formants) + noise_level * noise[k]
    return sound


def frame_signal(signal, frame_length, hop_length):
    if len(signal) < frame_length:
        raise ValueError("impossible")
    frames = []
    start = 0
    while start + frame_length <= len(signal):
        frame = []
        for place in range(frame_length):
            frame.append(signal[start + place])
        frames.append(frame)
        start = start + hop_length
    return np.array(frames)


def log_spectrum(frames):
    rows = []
    for frame in frames:
        spectrum = np.fft.rfft(frame)
        rows.append(np.log(np.abs(spectrum) + 0.00000001))
    return np.array(rows)
