"""YAML that swells, or that is none, ends quickly in an error that says where."""

import time

import made
import pytest

from autograder.audit import trials
from autograder.course import load_course, parse_course
from autograder.diagnosis import misconceptions, python_messages, worked_ideas
from autograder.errors import AutograderError
from autograder.grading.programs import read_programs

LAUGHS = "".join(f"l{n}: &l{n} [{', '.join([f'*l{n - 1}'] * 9)}]\n" for n in range(1, 30))
MAPS = "".join(
    f"m{n}: &m{n} {{{', '.join(f'k{place}: *m{n - 1}' for place in range(9))}}}\n" for n in range(1, 30)
)
MERGES = "".join(f"m{n}: &m{n} {{<<: [{', '.join([f'*m{n - 1}'] * 9)}], k{n}: 1}}\n" for n in range(1, 30))
HOSTILE = {
    "lists of lists": f"l0: &l0 [ha, ha]\n{LAUGHS}",
    "maps of maps": f"m0: &m0 {{ha: ha}}\n{MAPS}",
    "maps merged into maps": f"m0: &m0 {{ha: ha}}\n{MERGES}",
    "a list as a key": f"l0: &l0 [ha, ha]\n{LAUGHS}? *l29\n: 1\n",
    "a list that holds itself": "a: &a [*a]\n",
    "a map that holds itself": "a: &a {b: *a}\n",
    "depth": "[" * 20_000,
    "maps in maps": "{a: " * 20_000,
    "a tag that fits nothing": "a: !!int ''\n",
    "a program": "a: !!python/object/apply:os.system ['true']\n",
    "no text": "\xff\xfe\x00",
}
READERS = {
    "course.yml": lambda raw, file: parse_course(raw),
    "misconceptions.yml": lambda raw, file: misconceptions.parse_misconceptions(raw, "misconceptions.yml"),
    "ideas.yml": lambda raw, file: worked_ideas.parse_ideas(raw, "ideas.yml"),
    "python_messages.yml": lambda raw, file: python_messages.parse_python_messages(raw, "messages.yml"),
    "variants": lambda raw, file: read_programs(file),
    "equivalent.yml": lambda raw, file: trials._equivalents(places_with(raw, file), "small"),
}


def places_with(raw, file):
    """The places of a course that has this list of equivalent mutants."""
    _, places = load_course(made.course(file.parent / "course"))
    places.equivalents.write_bytes(raw)
    return places


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
@pytest.mark.parametrize("reader", READERS.values(), ids=READERS)
def test_hostile_yaml_is_refused_in_a_moment(tmp_path, reader, text):
    file = tmp_path / "file.yml"
    file.write_bytes(raw := text.encode("latin-1"))
    began = time.monotonic()
    with pytest.raises(AutograderError) as caught:
        reader(raw, file)
    assert time.monotonic() - began < 10
    assert len(str(caught.value)) < 2_000


TWICE = "one: {function: f, wrong: x = 1, hint: h}\none: {function: f, wrong: x = 2, hint: h}\n"
NO_HINT = "one: {function: f, wrong: x = 1, hint: h}\ntwo: {function: f, wrong: x = 2}\n"


@pytest.mark.parametrize(
    ("text", "says"),
    [(TWICE, "m.yml, line 2: the key 'one' is there twice"), (NO_HINT, "m.yml, two: Object")],
)
def test_an_entry_that_is_there_twice_or_lacks_something_is_named(text, says):
    with pytest.raises(AutograderError, match=says):
        misconceptions.parse_misconceptions(text.encode(), "m.yml")


def test_an_alias_of_an_authors_is_read():
    text = "title: x\nassignments: [name: a]\nlimits: {memory_mb: &much 400, scratch_mb: *much}\n"
    assert parse_course(text.encode()).limits.scratch_mb == 400


def test_a_table_with_a_name_twice_is_refused_with_its_line():
    entry = "twice:\n  function: f\n  wrong: |\n    def f():\n        return 1\n  hint: Look again.\n"
    with pytest.raises(AutograderError) as caught:
        misconceptions.parse_misconceptions((entry + entry).encode(), "misconceptions.yml")
    assert "misconceptions.yml, line 7: the key 'twice' is there twice" in str(caught.value)
