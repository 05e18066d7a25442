"""What takes long to build is built once for the same source, and again whenever anything differs."""

import hand_ins
import pytest

from autograder.authoring.build_cache import cached
from autograder.course import load_course
from autograder.diagnosis import casebook

COMES_FROM = {"checks/probes.py": b"probes", "solution": b"answers"}


class Maker:
    """Makes something else each time, and counts."""

    def __init__(self):
        self.calls = 0

    def __call__(self):
        self.calls += 1
        return b"made\nin lines %d" % self.calls


def test_the_same_source_is_built_once(tmp_path):
    file, make = tmp_path / "built" / "topic.en.json", Maker()
    assert cached(file, COMES_FROM, make) == cached(file, dict(reversed(COMES_FROM.items())), make)
    assert make.calls == 1


@pytest.mark.parametrize(
    "other",
    [
        {**COMES_FROM, "solution": b"other answers"},
        {**COMES_FROM, "data/more.csv": b""},
        {"checks/probes.py": b"probes"},
        {"checks/probes.py": b"probess", "solution": b"olution"},
        {"checks/probes.py": b"answers", "solution": b"probes"},
    ],
)
def test_any_other_source_is_built_anew(tmp_path, other):
    file, make = tmp_path / "topic.en.json", Maker()
    cached(file, COMES_FROM, make)
    assert cached(file, other, make) == b"made\nin lines 2"
    assert cached(file, other, make) == b"made\nin lines 2"


@pytest.mark.parametrize(
    "spoil", [lambda raw: raw[:-1], lambda raw: raw + b" ", lambda raw: b"", lambda raw: b"\n" + raw]
)
def test_a_file_that_somebody_changed_is_not_believed(tmp_path, spoil):
    file, make = tmp_path / "topic.en.json", Maker()
    cached(file, COMES_FROM, make)
    file.write_bytes(spoil(file.read_bytes()))
    assert cached(file, COMES_FROM, make) == b"made\nin lines 2"


def test_another_kit_builds_anew(tmp_path, monkeypatch):
    file, make = tmp_path / "topic.en.json", Maker()
    cached(file, COMES_FROM, make)
    monkeypatch.setattr("autograder.authoring.build_cache._environment", lambda: b"another")
    assert cached(file, COMES_FROM, make) == b"made\nin lines 2"


def test_readers_of_another_language_get_the_casebook_that_would_be_made_for_them():
    _, places = load_course(hand_ins.ROOT)
    book = casebook.open_casebook(places, "activations", places.solution("activations").read_bytes())
    ours, theirs = (casebook.write_casebook(book, language, "probes", {}, True) for language in ("en", "zh"))
    assert ours != theirs
    assert casebook.in_another_language(ours, "zh") == theirs
