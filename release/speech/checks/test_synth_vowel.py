"""synth_vowel, at the student's desk."""

import numpy as np


def same(got, wished):
    """Tell whether got holds the wished numbers in the wished shape."""
    try:
        return np.shape(got) == np.shape(wished) and bool(np.allclose(got, wished, rtol=1e-6, atol=1e-8))
    except (TypeError, ValueError):  # None, a text and the like
        return False


def shown(got):
    """Round an array, so that it is short enough to compare."""
    return got.round(4) if isinstance(got, np.ndarray) and got.dtype.kind == "f" else got


def refuses(student, formants):
    """Tell whether these formants end in a ValueError, at 8000 samples a second."""
    try:
        student.synth_vowel(formants, 0.125, 8000, 0.0, 0)
    except ValueError:
        return True
    return False


def test_one_tone(student):
    """A single tone goes up and down as often as its frequency says.

    zh: 一个纯音每秒上下的次数，就是它的频率。
    """
    got = student.synth_vowel((1,), 1, 8, 0.0, 0)
    turn = [0.0, 0.5**0.5, 1.0, 0.5**0.5, 0.0, -(0.5**0.5), -1.0, -(0.5**0.5)]
    assert same(got, turn), (
        f"synth_vowel((1,), 1, 8, 0.0, 0) gave {shown(got)}"
        "\nit should be [0. 0.7071 1. 0.7071 0. -0.7071 -1. -0.7071], one turn in 8 samples\n"
        f"zh: synth_vowel((1,), 1, 8, 0.0, 0) 得到 {shown(got)}"
        "\n应当是 [0. 0.7071 1. 0.7071 0. -0.7071 -1. -0.7071]，8 个采样正好转一圈"
    )


def test_two_tones(student):
    """Several tones together are their mean.

    zh: 几个纯音合在一起，取它们的平均值。
    """
    got = student.synth_vowel((1, 2), 1, 8, 0.0, 0)
    half = 0.5**0.5 / 2
    wished = [0.0, half + 0.5, 0.5, half - 0.5, 0.0, 0.5 - half, -0.5, -half - 0.5]
    assert same(got, wished), (
        f"synth_vowel((1, 2), 1, 8, 0.0, 0) gave {shown(got)}"
        "\nit should be [0. 0.8536 0.5 -0.1464 0. 0.1464 -0.5 -0.8536], the mean of the two tones\n"
        f"zh: synth_vowel((1, 2), 1, 8, 0.0, 0) 得到 {shown(got)}"
        "\n应当是 [0. 0.8536 0.5 -0.1464 0. 0.1464 -0.5 -0.8536]，也就是两个纯音的平均值"
    )
    got = student.synth_vowel((1, 1, 3), 1, 8, 0.0, 0)
    wished = [0.0, 0.5**0.5, 1 / 3, 0.5**0.5, 0.0, -(0.5**0.5), -1 / 3, -(0.5**0.5)]
    assert same(got, wished), (
        f"synth_vowel((1, 1, 3), 1, 8, 0.0, 0) gave {shown(got)}"
        "\nit should be [0. 0.7071 0.3333 0.7071 0. -0.7071 -0.3333 -0.7071], the mean of the three tones\n"
        f"zh: synth_vowel((1, 1, 3), 1, 8, 0.0, 0) 得到 {shown(got)}"
        "\n应当是 [0. 0.7071 0.3333 0.7071 0. -0.7071 -0.3333 -0.7071]，也就是三个纯音的平均值"
    )


def test_the_length_and_the_last_sample(student):
    """An eighth of a second at 8000 samples a second has 1000 samples, from the time 0 to 999 / 8000.

    zh: 每秒 8000 个采样时，八分之一秒有 1000 个采样，时间从 0 到 999 / 8000。
    """
    got = student.synth_vowel((500, 1150), 0.125, 8000, 0.0, 0)
    assert not isinstance(got, list | tuple), (
        f"the sound came as a {type(got).__name__}\nit should be an array\n"
        f"zh: 声音是以 {type(got).__name__} 返回的\n应当是一个数组"
    )
    assert np.shape(got) == (1000,), (
        f"0.125 seconds at 8000 samples a second gave the shape {np.shape(got)}\nit should be (1000,)\n"
        f"zh: 0.125 秒、每秒 8000 个采样，得到的形状是 {np.shape(got)}\n应当是 (1000,)"
    )
    assert same(got[-1], -0.11820525847230726), (
        f"the last sample of 500 and 1150 Hz is {got[-1]:.6f}"
        "\nit should be -0.118205, at the time 999 / 8000\n"
        f"zh: 500 和 1150 Hz 的最后一个采样是 {got[-1]:.6f}\n应当是 -0.118205，它的时间是 999 / 8000"
    )


def test_the_noise(student):
    """The noise is noise_level times one random number of rng for each sample.

    zh: 噪声等于 noise_level 乘以 rng 的随机数，每个采样一个。
    """
    numbers = np.random.default_rng(7).standard_normal(4)
    own = student.synth_vowel((1, 1), 1, 4, 0.0, 7)  # that two tones are a mean has a check of its own
    for formants, noise_level, clean in (((1,), 1.0, [0.0, 1.0, 0.0, -1.0]), ((1, 1), 0.5, own)):
        got, wished = student.synth_vowel(formants, 1, 4, noise_level, 7), clean + noise_level * numbers
        assert same(got, wished), (
            f"synth_vowel({formants}, 1, 4, {noise_level}, 7) gave {shown(got)}\n"
            f"it should be {shown(wished)}:\n"
            f"without noise it is {shown(np.array(clean))}; add {noise_level} times the first four numbers "
            f"of rng, {shown(numbers)}\n"
            f"zh: synth_vowel({formants}, 1, 4, {noise_level}, 7) 得到 {shown(got)}\n"
            f"应当是 {shown(wished)}：\n"
            f"没有噪声时是 {shown(np.array(clean))}，再加上 {noise_level} 乘以 rng 的前四个数 "
            f"{shown(numbers)}"
        )


def test_the_seed_decides(student):
    """The same seed gives the same sound, another seed another one.

    zh: 种子相同，声音就相同；种子不同，声音就不同。
    """
    first, again, other = (student.synth_vowel((1000,), 0.125, 8000, 1.0, seed) for seed in (3, 3, 4))
    assert np.shape(first) == np.shape(other) == (1000,), (
        f"0.125 seconds at 8000 samples a second gave the shape {np.shape(first)}\nit should be (1000,)\n"
        f"zh: 0.125 秒、每秒 8000 个采样，得到的形状是 {np.shape(first)}\n应当是 (1000,)"
    )
    assert same(first, again), (
        "seed 3 gave two different sounds in two calls\nit should be the same sound each time\n"
        "zh: 两次都用种子 3，得到的声音却不一样\n应当每次都一样"
    )
    assert not same(first, other), (
        "the seeds 3 and 4 gave the same sound\nit should be another sound for another seed\n"
        "zh: 种子 3 和 4 得到的声音一样；种子不同，声音应当不同"
    )


def test_other_random_numbers_are_left_alone(student):
    """NumPy's global random numbers go on as if your function had not been called.

    zh: NumPy 的全局随机数不受影响，就像没有调用过你的函数一样。
    """
    student.seed(5)
    alone = student.throw_dice(12)
    student.seed(5)
    got = student.synth_vowel((1000,), 0.125, 8000, 1.0, 9)
    after = student.throw_dice(12)
    assert np.shape(got) == (1000,), (
        f"0.125 seconds at 8000 samples a second gave the shape {np.shape(got)}\nit should be (1000,)\n"
        f"zh: 0.125 秒、每秒 8000 个采样，得到的形状是 {np.shape(got)}\n应当是 (1000,)"
    )
    assert np.array_equal(alone, after), (
        f"twelve dice without your function: {alone}; with a call of it before them: {after}"
        "\nit should make no difference to them\n"
        f"zh: 不调用你的函数，十二个骰子是 {alone}；先调用一次，就变成了 {after}\n应当没有差别"
    )


def test_impossible_formants_are_refused(student):
    """A formant of 0 or less, or of half the sample rate or more, ends in a ValueError.

    zh: 共振峰小于等于 0，或大于等于采样率的一半时，以 ValueError 报错。
    """
    for formants in [(0,), (-200,), (4000,), (5000,), (500, 0), (500, 4000), (-1, 500), (9000, 500)]:
        assert refuses(student, formants), (
            f"the formants {formants} at 8000 samples a second gave a sound"
            "\nit should be a ValueError, because all of them must lie above 0 and below 4000\n"
            f"zh: 每秒 8000 个采样时，共振峰 {formants} 得到了声音"
            "\n应当报 ValueError，因为每个都必须大于 0、小于 4000"
        )
    assert not refuses(student, (1, 3999)), (
        "the formants (1, 3999) at 8000 samples a second were refused\nthey should be welcome\n"
        "zh: 每秒 8000 个采样时，共振峰 (1, 3999) 被拒绝了；它们应当被接受"
    )
