"""Drawings say in words what they show, in each language, and what is computed in them is right."""

import math
import re
import xml.etree.ElementTree as ET

import pytest

from autograder.book.drawings_of_ideas import FILTER, IDEAS, PICTURE, WIDTH, convolved, figure
from autograder.text import in_language

each = pytest.mark.parametrize("name", IDEAS)
SVG = "{http://www.w3.org/2000/svg}"


@each
def test_a_drawing_is_told_to_those_who_do_not_see_it(name):
    for language in ("en", "zh"):
        shown = ET.fromstring(figure(IDEAS[name], language))
        drawing = shown.find(f"{SVG}svg")
        assert drawing.get("role") == "img"
        assert drawing.get("aria-label") == in_language(IDEAS[name].alternative, language)
        assert len(drawing.get("aria-label")) > 40
        assert shown.find("figcaption").text


@each
def test_its_words_are_translated_and_its_shapes_are_not(name):
    english, chinese = figure(IDEAS[name], "en"), figure(IDEAS[name], "zh")
    assert re.search(r"[\u4e00-\u9fff]", chinese)
    assert not re.search(r"[\u4e00-\u9fff]", english)
    shapes = [
        re.sub(r">[^<]*</text>|aria-label=\"[^\"]*\"|<figcaption>.*", "", each) for each in (english, chinese)
    ]
    assert shapes[0] == shapes[1]


@each
def test_no_shape_lies_outside(name):
    drawing = ET.fromstring(figure(IDEAS[name], "en")).find(f"{SVG}svg")
    for place in drawing.iter():
        x, y = place.get("cx") or place.get("x"), place.get("cy") or place.get("y")
        radius = float(place.get("r", 0))
        if x is not None:
            assert radius <= float(x) <= WIDTH - radius
            assert radius <= float(y) <= IDEAS[name].height - radius
        for pair in place.get("points", "").split():
            left, top = map(float, pair.split(","))
            assert 0 <= left <= WIDTH
            assert 0 <= top <= IDEAS[name].height


def test_colours_are_the_pages():
    for name in IDEAS:
        assert not re.search(r"fill=|stroke=|#[0-9a-f]{3}|style=", figure(IDEAS[name], "en"))


def test_the_convolution_is_computed():
    numpy = pytest.importorskip("numpy")
    picture, filter_ = numpy.array(PICTURE), numpy.array(FILTER)
    windows = numpy.lib.stride_tricks.sliding_window_view(picture, (3, 3))
    assert convolved(PICTURE, FILTER) == (windows * filter_).sum(axis=(2, 3)).tolist()


def test_the_forward_pass_has_the_numbers_that_it_shows():
    shown = figure(IDEAS["forward_pass"], "en")
    output = 1 / (1 + math.exp(-(0.5 * 2 + 1)))
    assert f">{output:.3f}<" in shown
    assert f">{(1 - output) ** 2:.3f}<" in shown
