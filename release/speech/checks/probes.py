"""Questions that tell typical mistakes apart. They are asked when a check has failed.

Each one: the function, what is special about the question, and the question itself. Two more words where
needed: the part of a class, and True for a question that nearly everybody answers right.
"""

import numpy as np

ZH = {
    "one formant": "一个共振峰",
    "several formants": "几个共振峰",
    "no noise": "没有噪声",
    "noise": "有噪声",
    "another noise level than 1": "噪声大小不是 1",
    "half a second": "半秒",
    "two seconds": "两秒",
    "global random numbers afterwards": "之后的全局随机数",
    "a formant of 0": "共振峰等于 0",
    "a formant below 0": "共振峰小于 0",
    "a formant of half the sample rate": "共振峰等于采样率的一半",
    "a formant of more than half the sample rate": "共振峰大于采样率的一半",
    "a second formant that is impossible": "第二个共振峰不合理",
    "a first formant that is impossible": "第一个共振峰不合理",
    "formants at the edge of what is possible": "刚好还允许的共振峰",
    "a higher sample rate": "更高的采样率",
    "frames that overlap": "互相重叠的帧",
    "a hop as long as the frame": "帧移等于帧长",
    "a hop longer than the frame": "帧移大于帧长",
    "a hop of 1": "帧移为 1",
    "samples left over": "末尾有多余的采样",
    "nothing left over": "末尾没有多余的采样",
    "exactly one frame": "正好一帧",
    "frames of one sample": "每帧只有一个采样",
    "as many frames as samples in each": "帧数等于帧长",
    "a sound shorter than a frame": "比一帧还短的声音",
    "your own sound afterwards": "调用之后你传入的声音",
    "an even number of samples": "每帧的采样个数是偶数",
    "an odd number of samples": "每帧的采样个数是奇数",
    "one frame": "只有一帧",
    "several frames": "有好几帧",
    "silence": "没有声音",
    "a pure tone": "一个纯音",
    "your own frames afterwards": "调用之后你传入的各帧",
}


def probes():
    """All questions about this assignment's functions."""
    yield from about_synth_vowel()
    yield from about_frame_signal()
    yield from about_log_spectrum()


def about_synth_vowel():
    """Questions about synth_vowel."""

    def ask(*labels, formants, duration=1, rate=16, noise=0.0, seed=0):
        kinds = (
            *labels,
            "noise" if noise else "no noise",
            "one formant" if len(formants) == 1 else "several formants",
        )

        def question(student):
            got = student.synth_vowel(formants, duration, rate, noise, seed)
            if noise and not np.array_equal(got, student.synth_vowel(formants, duration, rate, noise, seed)):
                return "another sound each time"  # what is drawn anew cannot be compared
            return got

        return "synth_vowel", kinds, question

    def untouched(student):
        student.seed(5)
        alone = student.throw_dice(12)
        student.seed(5)
        student.synth_vowel((3,), 1, 16, 1.0, 6)
        return bool(np.array_equal(alone, student.throw_dice(12)))

    yield ask(formants=(1.3,), rate=8)
    yield ask(formants=(2.6,), rate=16)
    yield ask(formants=(1.3, 2.1), rate=8)
    yield ask("half a second", formants=(3.3, 5.2), duration=0.5, rate=32)
    yield ask("two seconds", formants=(2.2, 3.4, 6.1), duration=2, rate=16)
    yield ask(formants=(1.2,), rate=4, noise=1.0, seed=21)
    yield ask(formants=(3.1, 1.4), rate=8, noise=1.0, seed=21)
    yield ask("another noise level than 1", formants=(1.2,), rate=4, noise=0.25, seed=22)
    yield ask("another noise level than 1", formants=(2.3, 5.2, 3.4), rate=16, noise=3.0, seed=23)
    yield "synth_vowel", ("global random numbers afterwards", "noise", "one formant"), untouched, "", True
    yield ask("a formant of 0", formants=(0,))
    yield ask("a formant below 0", formants=(-3,))
    yield ask("a formant of half the sample rate", formants=(8,))
    yield ask("a formant of more than half the sample rate", formants=(11,))
    yield ask("a formant of more than half the sample rate", formants=(20,))
    yield ask("a second formant that is impossible", "a formant of 0", formants=(3, 0))
    yield ask(
        "a second formant that is impossible", "a formant of more than half the sample rate", formants=(3, 11)
    )
    yield ask("a first formant that is impossible", "a formant below 0", formants=(-2, 3))
    yield ask("a first formant that is impossible", "a formant of half the sample rate", formants=(8, 3))
    yield ask("formants at the edge of what is possible", formants=(1, 7.5))
    yield ask("a higher sample rate", formants=(4700, 5300), duration=0.00125, rate=16000)


def about_frame_signal():
    """Questions about frame_signal."""

    def ask(*labels, count, length, hop):
        labels += (
            "samples left over" if count >= length and (count - length) % hop else "nothing left over",
        )
        signal = np.arange(count) ** 1.5 + 0.25
        return "frame_signal", labels, lambda student: student.frame_signal(signal.copy(), length, hop)

    def unchanged(student):
        signal = np.array([2.5, 1.5, 4.5, 3.5, 6.5])
        student.frame_signal(signal, 2, 1)
        return np.array_equal(signal, [2.5, 1.5, 4.5, 3.5, 6.5])

    yield ask("frames that overlap", count=12, length=4, hop=2)
    yield ask("frames that overlap", count=13, length=5, hop=2)
    yield ask("frames that overlap", count=14, length=5, hop=3)
    yield ask("frames that overlap", count=13, length=4, hop=2)
    yield ask("frames that overlap", "a hop of 1", count=8, length=3, hop=1)
    yield ask("frames that overlap", count=15, length=4, hop=3)
    yield ask("a hop as long as the frame", count=12, length=3, hop=3)
    yield ask("a hop as long as the frame", count=14, length=4, hop=4)
    yield ask("a hop longer than the frame", count=12, length=2, hop=5)
    yield ask("a hop longer than the frame", count=15, length=3, hop=4)
    yield ask("exactly one frame", count=5, length=5, hop=2)
    yield ask("as many frames as samples in each", "frames that overlap", count=10, length=4, hop=2)
    yield ask("frames of one sample", count=6, length=1, hop=1)
    yield ask("a sound shorter than a frame", count=3, length=4, hop=1)
    yield ask("a sound shorter than a frame", count=2, length=6, hop=3)
    yield "frame_signal", ("your own sound afterwards",), unchanged, "", True


def about_log_spectrum():
    """Questions about log_spectrum."""

    def ask(*labels, frames):
        kinds = (
            *labels,
            "an odd number of samples" if len(frames[0]) % 2 else "an even number of samples",
            "one frame" if len(frames) == 1 else "several frames",
        )

        def question(student):
            got = student.log_spectrum(np.array(frames, dtype=float))
            if isinstance(got, np.ndarray) and got.dtype.kind == "f":
                silent = np.isfinite(got) & (got < -9)
                return np.where(silent, -9.0, got).round(5)  # any way to add the floor is right
            if isinstance(got, np.ndarray) and got.dtype.kind == "c":
                return {"complex numbers": got.real.round(5).tolist()}
            return got

        return "log_spectrum", kinds, question

    def unchanged(student):
        frames = np.array([[1.0, 2.0, 3.0, 4.0], [0.0, 0.0, 0.0, 0.0]])
        student.log_spectrum(frames)
        return np.array_equal(frames, [[1.0, 2.0, 3.0, 4.0], [0.0, 0.0, 0.0, 0.0]])

    four = [[5.0, 1.0, -2.0, 3.0], [0.5, 4.0, 1.5, 2.0], [3.0, -1.0, 0.5, 6.0]]
    yield ask(frames=[[6.0, 1.0, 2.5, 4.0]])
    yield ask(frames=four[:2])
    yield ask(frames=four)
    yield ask(frames=[[7.0, 2.0], [1.0, 5.0]])
    yield ask(frames=[[4.0, 1.5, 2.0]])
    yield ask(frames=[[3.0, 2.5, -4.0, 1.0, 6.0], [1.0, 7.0, 2.0, 0.5, -3.0]])
    yield ask(frames=[[2.0, 5.0, 1.0, -3.0, 4.0, 0.5], [1.5, 0.0, 6.0, 2.0, -1.0, 3.0]])
    yield ask(frames=[[0.01, 0.03, 0.02, 0.05], [0.5, 0.25, 0.75, 0.1]])
    yield ask("a pure tone", frames=[np.cos(2 * np.pi * 2 * np.arange(8) / 8 + 0.4) + 0.25 * np.eye(8)[0]])
    yield ask("silence", frames=[[0.0, 0.0, 0.0, 0.0], [1.0, 2.5, 0.5, 3.0]])
    yield ask("silence", frames=[[0.0, 0.0, 0.0]])
    yield "log_spectrum", ("your own frames afterwards",), unchanged, "", True
