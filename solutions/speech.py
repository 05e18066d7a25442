# Generated from source/speech/speech.ipynb by `autograder build`. Do not edit.


import numpy as np


def throw_dice(count):
    """Throw `count` dice with NumPy's global random numbers."""
    return np.random.randint(1, 7, size=count)


def synth_vowel(formants, duration, sample_rate, noise_level, seed):
    """Make the sound of a vowel: the mean of pure tones, and noise on top.

    formants: a tuple with one or more frequencies, in hertz.
    duration: in seconds; duration * sample_rate is a whole number, such as 2000.0.
    sample_rate: samples per second.
    noise_level: how strong the noise is; 0 is no noise.
    seed: a whole number. The same seed gives the same noise, another seed another noise.
    Returns: array of shape (duration * sample_rate,), decimal numbers.

    - Sample k belongs to the time t = k / sample_rate; the first k is 0.
    - Its value is the mean of sin(2 * pi * f * t) over all formants f,
      plus noise_level * (number k of those that rng.standard_normal gives).
    - Without noise, no value leaves the range from -1 to 1.
    - The global random numbers of NumPy stay as they were.
    - ValueError if any formant is 0 or less, or sample_rate / 2 or more.

    >>> print(synth_vowel((1,), 1, 4, 0.0, 0).round(3))
    [ 0.  1.  0. -1.]
    """
    rng = np.random.default_rng(seed)  # draw your noise from here
    if min(formants) <= 0 or max(formants) >= sample_rate / 2:
        raise ValueError("a formant lies between 0 and half the sample rate")
    t = np.arange(round(duration * sample_rate)) / sample_rate
    tones = [np.sin(2 * np.pi * f * t) for f in formants]
    return np.mean(tones, axis=0) + noise_level * rng.standard_normal(len(t))


SAMPLE_RATE = 8000
VOWELS = {
    "a": (850, 1250),
    "e": (500, 1150),
    "i": (300, 2300),
    "u": (350, 700),
    "ü": (300, 2000),
}


def speak(vowel, noise_level=0.0, seed=0):
    """Return 0.3 seconds of one of the five vowels, as your function makes it."""
    return synth_vowel(VOWELS[vowel], 0.3, SAMPLE_RATE, noise_level, seed)


def listen(signal):
    """Show a small player for a sound."""
    from IPython.display import Audio, display

    display(Audio(np.clip(0.3 * signal, -1, 1), rate=SAMPLE_RATE, normalize=False))


def draw_waves():
    """Draw the first hundredth of a second of each vowel, clean and with noise."""
    figure, axes = plt.subplots(2, 5, figsize=(11, 3.6), sharex=True, sharey="row")
    for column, vowel in enumerate(VOWELS):
        for row, noise_level in enumerate((0.0, 1.0)):
            signal = speak(vowel, noise_level)[:80]
            axes[row, column].plot(1000 * np.arange(len(signal)) / SAMPLE_RATE, signal, linewidth=1.2)
            axes[row, column].axhline(0, color="lightgray", linewidth=0.8, zorder=0)
        axes[0, column].set_title(vowel)
        axes[1, column].set_xlabel("milliseconds")
    axes[0, 0].set_ylabel("clean")
    axes[1, 0].set_ylabel("noise 1")
    figure.suptitle("Your vowels: air pressure over time")
    figure.tight_layout()
    plt.show()


def play_vowels(noise_level=0.0):
    """Show a player with the five vowels one after the other, with a pause between them."""
    pause = np.zeros(1200)
    print(
        "a, e, i, u, ü" + (f", with noise {noise_level:g}" if noise_level else "")
    )
    listen(np.concatenate([part for vowel in VOWELS for part in (speak(vowel, noise_level), pause)]))


def frame_signal(signal, frame_length, hop_length):
    """Cut a sound into frames of equal length, one in each row.

    signal: array of shape (n,), decimal numbers.
    frame_length: how many samples a frame has; a whole number, 1 or more.
    hop_length: how many samples later the next frame begins; 1 or more.
    Returns: an array of shape
        (1 + (n - frame_length) // hop_length, frame_length).

    - Frame i begins at sample i * hop_length.
    - What fills no whole frame at the end is left out.
    - ValueError if n is smaller than frame_length.
    - signal itself stays as it was.

    >>> print(frame_signal(np.array([5.0, 6.0, 7.0, 8.0, 9.0]), 2, 1))
    [[5. 6.]
     [6. 7.]
     [7. 8.]
     [8. 9.]]
    """
    if len(signal) < frame_length:
        raise ValueError("the signal is shorter than one frame")
    count = 1 + (len(signal) - frame_length) // hop_length
    starts = [i * hop_length for i in range(count)]
    return np.array([signal[start : start + frame_length] for start in starts])


def draw_frames(length=24, hop=12):
    """Draw a short sound, and its frames below it, each where it was cut out."""
    signal = speak("a")[:60]
    frames = frame_signal(signal, length, hop)
    figure, axis = plt.subplots(figsize=(8, 4))
    axis.plot(np.arange(60), signal, color="black", linewidth=1.2)
    for number, frame in enumerate(frames):
        height = -2.3 - 2.1 * number
        axis.plot(number * hop + np.arange(len(frame)), height + frame, linewidth=1.5)
        axis.text(number * hop - 1, height, f"frame {number}", ha="right", va="center")
    axis.set_yticks([])
    axis.set_xlim(-9, 61)
    axis.set_xlabel("sample")
    axis.set_title("The sound, and your frames")
    figure.tight_layout()
    plt.show()


def log_spectrum(frames):
    """Return the log spectrum of each frame: ln(|rfft(frame)| + 1e-8).

    frames: array of shape (F, L), decimal numbers, one frame in each row; L may be
        even or odd.
    Returns: an array of shape (F, L // 2 + 1), decimal numbers.

    - Each row is transformed by itself.
    - The logarithm is the natural one.
    - The results are finite: a frame of zeros gives ln(1e-8), about -18.42, in each bin.
      1e-8 may also be the least strength that counts, instead of being added to all.
    - frames itself stays as it was.
    - With it a network tells the five vowels apart, at noise 1 at least 80 in 100.

    >>> print(log_spectrum(np.array([[1.0, 2.0, 3.0, 4.0], [2.0, 0.0, 0.0, 0.0]])).round(3))
    [[2.303 1.04  0.693]
     [0.693 0.693 0.693]]
    """
    strengths = np.abs(np.fft.rfft(frames, axis=1))
    return np.log(strengths + 1e-8)


def draw_spectrograms(noise_levels=(0.0, 1.0, 4.0)):
    """Draw the spectrogram of each vowel, a row for each noise level."""
    count = len(noise_levels)
    figure, axes = plt.subplots(
        count, 5, figsize=(11, 0.7 + 2 * count), sharex=True, sharey=True, squeeze=False
    )
    for row, noise_level in enumerate(noise_levels):
        for column, vowel in enumerate(VOWELS):
            spectrum = log_spectrum(frame_signal(speak(vowel, noise_level, column), 128, 64))
            axes[row, column].imshow(
                spectrum.T, origin="lower", aspect="auto", extent=(0, 300, 0, 4000), vmin=-2 + noise_level / 4
            )
        axes[row, 0].set_ylabel(f"noise {noise_level:g}\nHz")
    for column, vowel in enumerate(VOWELS):
        axes[0, column].set_title(vowel)
        axes[-1, column].set_xlabel("milliseconds")
    figure.tight_layout()
    plt.show()


def sigmoid(x):
    return 1 / (1 + np.exp(-x))


def softmax(scores):
    powers = np.exp(scores - scores.max(axis=1, keepdims=True))
    return powers / powers.sum(axis=1, keepdims=True)


def fit_classifier(features, labels, num_classes, seed=0):
    """Train a network with 16 hidden nodes, and return a function that guesses labels."""
    rng = np.random.default_rng(seed)
    weights_1 = rng.standard_normal((features.shape[1], 16))
    weights_2 = rng.standard_normal((16, num_classes))
    bias_1, bias_2 = np.zeros((1, 16)), np.zeros((1, num_classes))
    targets = np.eye(num_classes)[labels]
    for _ in range(60):
        order = rng.permutation(len(features))
        for start in range(0, len(order), 20):  # 20 recordings at a time
            batch = order[start : start + 20]
            hidden = sigmoid(features[batch] @ weights_1 + bias_1)
            error = (softmax(hidden @ weights_2 + bias_2) - targets[batch]) / len(batch)
            hidden_error = error @ weights_2.T * hidden * (1 - hidden)
            weights_2 -= 0.5 * hidden.T @ error
            bias_2 -= 0.5 * error.sum(axis=0, keepdims=True)
            weights_1 -= 0.5 * features[batch].T @ hidden_error
            bias_1 -= 0.5 * hidden_error.sum(axis=0, keepdims=True)

    def guess(features):
        hidden = sigmoid(features @ weights_1 + bias_1)
        return np.argmax(hidden @ weights_2 + bias_2, axis=1)

    return guess


def vowel_features(signals):
    """Return 65 numbers for each recording: its log spectrum, averaged over the frames."""
    return np.array([log_spectrum(frame_signal(signal, 128, 64)).mean(axis=0) for signal in signals])


def make_recordings(per_vowel, noise_level, rng):
    """Make recordings of all vowels by speakers who differ a little. Return them and their labels 0 to 4."""
    signals, labels = [], []
    for label, formants in enumerate(VOWELS.values()):
        for _ in range(per_vowel):
            own = tuple(np.array(formants) * rng.uniform(0.95, 1.05, size=len(formants)))
            signals.append(synth_vowel(own, 0.3, SAMPLE_RATE, noise_level, int(rng.integers(1_000_000))))
            labels.append(label)
    return signals, np.array(labels)


def vowel_run(noise_level, seed=0):
    """Train on 200 recordings, test on 100 others. Return the true labels and the network's guesses."""
    rng = np.random.default_rng(seed)
    train_signals, train_labels = make_recordings(40, noise_level, rng)
    test_signals, test_labels = make_recordings(20, noise_level, rng)
    train, test = vowel_features(train_signals), vowel_features(test_signals)
    middle, spread = train.mean(), 8 * train.std()
    guess = fit_classifier((train - middle) / spread, train_labels, 5, seed)
    return test_labels, guess((test - middle) / spread)


def vowel_accuracy(noise_level, seed=0):
    """Return the fraction of the test recordings that is recognised, from 0 to 1."""
    labels, guesses = vowel_run(noise_level, seed)
    return float(np.mean(labels == guesses))


def draw_confusions(axis, noise_level):
    """Draw how often each vowel was taken for which, with the accuracy above it."""
    labels, guesses = vowel_run(noise_level)
    table = np.zeros((5, 5), dtype=int)
    np.add.at(table, (labels, guesses), 1)
    axis.imshow(table, cmap="Blues", vmin=0, vmax=24)
    for row in range(5):
        for column in range(5):
            color = "white" if table[row, column] > 12 else "black"
            axis.text(column, row, table[row, column], ha="center", va="center", color=color)
    axis.set_xticks(range(5), VOWELS)
    axis.set_yticks(range(5), VOWELS)
    axis.set_xlabel("heard by the network")
    axis.set_ylabel("spoken")
    axis.set_title(
        f"noise {noise_level:g}: {np.mean(labels == guesses):.0%} recognised"
    )


def draw_accuracy(axis):
    """Draw the accuracy against the noise, each point the mean of three runs."""
    noise_levels = (0, 0.5, 1, 2, 3, 4, 6, 8)
    axis.plot(
        noise_levels,
        [np.mean([vowel_accuracy(noise, seed) for seed in range(3)]) for noise in noise_levels],
        "o-",
    )
    axis.axhline(0.2, color="gray", linestyle=":", label="guessing")
    axis.set_ylim(0, 1.05)
    axis.set_xlabel("noise level")
    axis.set_ylabel("accuracy")
    axis.set_title("The more noise, the fewer vowels")
    axis.legend(loc="upper right")


def draw_runs(noise_level=2.0):
    """Draw both side by side."""
    figure, axes = plt.subplots(1, 2, figsize=(10, 4.2))
    draw_confusions(axes[0], noise_level)
    draw_accuracy(axes[1])
    figure.tight_layout()
    plt.show()
