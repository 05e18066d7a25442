"""Figures at a desk have Chinese labels, on a machine without any Chinese font."""

import io
import warnings

import matplotlib

matplotlib.use("agg")

import matplotlib.pyplot as plt

from autograder.desk import fonts
from autograder.worker.fonts import NAME


def test_a_chinese_label_is_drawn_beside_an_english_one(caplog):
    with plt.rc_context(), warnings.catch_warnings():
        warnings.simplefilter("error")  # Matplotlib warns of a character that it has no picture of
        fonts.provide()
        fonts.provide()  # a second import changes nothing
        assert plt.rcParams["font.family"].count(NAME) == 1
        figure, axis = plt.subplots()
        axis.set_title("损失在下降: loss 0.25")
        axis.set_xlabel("轮次", weight="bold")
        figure.savefig(io.BytesIO())
        plt.close(figure)
        assert caplog.text == ""
