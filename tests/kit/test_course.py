"""course.yml: each mistake is named with its line and its key, and any text is a Course or a CourseError."""

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from autograder.course import Course, digest, load_course, parse_course
from autograder.errors import CourseError
from autograder.paths import Places

GOOD = """\
title: A course
language: zh
imports: [numpy, numpy.linalg]
limits:
  call_seconds: 2
  memory_mb: 512
visible_share: 0.25
sandbox: limited
late: {percent_per_day: 10}
assignments:
  - name: activations
    due: 2026-10-01
  - name: network
    imports: []
"""
GOOD = GOOD.replace("2026-10-01", "'2026-10-01 23:59'")


def test_a_good_course_is_read_whole():
    found = parse_course(GOOD.encode())
    assert (found.title, found.language, found.visible_share) == ("A course", "zh", 0.25)
    assert (found.limits.call_seconds, found.limits.slow_seconds) == (2.0, 20.0)
    assert [entry.name for entry in found.assignments] == ["activations", "network"]
    assert found.imports_of("activations") == ("numpy", "numpy.linalg")
    assert found.imports_of("network") == ()


def test_a_course_that_does_not_say_what_opens_visible_checks_keeps_the_rule_of_kit_0_1():
    assert parse_course(GOOD.encode()).opens_at == "one_test"
    assert parse_course(f"{GOOD}opens_at: half_weight\n".encode()).opens_at == "half_weight"
    with pytest.raises(CourseError, match="opens_at"):
        parse_course(f"{GOOD}opens_at: half\n".encode())


def test_the_least_course_has_every_default():
    found = parse_course(b"title: x\nassignments: [name: a]")
    assert (found.language, found.imports, found.sandbox) == ("en", ("numpy",), "good")


def test_two_editions_of_a_course_are_told_apart_by_its_version():
    one, other, bare = (
        parse_course(f"title: x{line}\nassignments: [name: a]".encode())
        for line in ("\nversion: '1.0'", "\nversion: 2026-autumn", "")
    )
    assert (one.edition, other.edition, bare.edition) == ("x, version 1.0", "x, version 2026-autumn", "x")


@pytest.mark.parametrize("written", ["off", '"off"'])
def test_a_question_is_off_with_and_without_quotes(written):
    found = parse_course(f"title: x\nassignments: [{{name: a, explore: {written}}}]".encode())
    assert found.assignments[0].explore == "off"


@pytest.mark.parametrize(
    ("before", "after", "place", "says"),
    [
        ("language: zh", "language: fr", "line 2, language", "'fr' is no language of the kit"),
        ("language: zh", "langage: zh", "line 2, langage", "unknown field"),
        ("title: A course", "title: ''", "line 1, title", "length >= 1"),
        ("title: A course", "title: 3", "line 1, title", "Expected `str`, got `int`"),
        ("title: A course", "titel: A course", "line 1, titel", "unknown field"),
        ("call_seconds: 2", "call_seconds: 0", "line 5, limits.call_seconds", "> 0"),
        (
            "call_seconds: 2",
            "call_seconds: two",
            "line 5, limits.call_seconds",
            "Expected `float`, got `str`",
        ),
        ("call_seconds: 2", "call_seconds: .nan", "line 5, limits.call_seconds", "> 0"),
        ("call_seconds: 2", "call_seconds: .inf", "line 5, limits.call_seconds", "<= 3600"),
        ("memory_mb: 512", "memory_mb: 1", "line 6, limits.memory_mb", ">= 64"),
        ("memory_mb: 512", "memory_mb: 5e2", "line 6, limits.memory_mb", "Expected `int`"),
        ("memory_mb: 512", "memory_gb: 512", "line 6, limits.memory_gb", "unknown field"),
        ("memory_mb: 512", "call_seconds: 1", "line 6", "'call_seconds' is there twice"),
        ("0.25", "1.5", "line 7, visible_share", "<= 1"),
        ("0.25", ".nan", "line 7, visible_share", ">= 0"),
        ("0.25", "yes", "line 7, visible_share", "got `bool`"),
        ("limited", "weak", "line 8, sandbox", "Invalid enum value 'weak'"),
        ("percent_per_day: 10", "percent_per_day: 101", "line 9, late.percent_per_day", "<= 100"),
        ("name: network", "name: activations", "line 13, assignments[1].name", "activations is listed twice"),
        ("sandbox: limited", "readings: [more, network]", "line 8, readings[1]", "network is listed twice"),
        ("sandbox: limited", "readings: [more, more]", "line 8, readings[1]", "more is listed twice"),
        ("sandbox: limited", "readings: [../more]", "line 8, readings[0]", "regex"),
        ("name: network", "name: 1st", "line 13, assignments[1].name", "regex"),
        ("name: network", "name: ../network", "line 13, assignments[1].name", "regex"),
        ("name: network", 'name: "network\\n"', "line 13, assignments[1].name", "regex"),
        ("name: network", "name: " + "n" * 65, "line 13, assignments[1].name", "length <= 64"),
        ("- name: network", "- nam: network", "line 13, assignments[1].nam", "unknown field"),
        ("language: zh", "version: 1.0", "line 2, version", "Expected `str`, got `float`"),
        ("language: zh", "version: ../1", "line 2, version", "regex"),
        ("language: zh", 'version: "1\\n"', "line 2, version", "regex"),
        ("language: zh", "version: " + "v" * 33, "line 2, version", "length <= 32"),
        ("imports: []", "explore: on", "line 13, assignments[1]", "explore is marked, completion or off"),
        (
            "- name: network\n    imports",
            "- imports",
            "line 13, assignments[1]",
            "missing required field `name`",
        ),
        ("'2026-10-01 23:59'", "2026-10-01", "line 12, assignments[0].due", "got `date`"),
        ("imports: []", "imports: [a-b]", "line 14, assignments[1].imports[0]", "regex"),
        ("imports: []", "imports: numpy", "line 14, assignments[1].imports", "got `str`"),
        ("[numpy, numpy.linalg]", '["os; x"]', "line 3, imports[0]", "regex"),
        ("language: zh", "2: zh", "line 2", "the key 2 is not text"),
        ("language: zh", "yes: zh", "line 2", "the key yes is not text"),
        ("language: zh", "title: zh", "line 2", "'title' is there twice"),
        ("language: zh", "language: [", "course.yml", "this is not YAML"),
        ("language: zh", "\tlanguage: zh", "course.yml", "line 2"),
        ("language: zh", "language: *nobody", "course.yml", "line 2"),
        ("language: zh", "language: !!python/object:os.system x", "course.yml", "this is not YAML"),
        ("language: zh", "language: !!int ''", "course.yml", "this is not YAML"),
        ("language: zh", "language: !!bool maybe", "course.yml", "this is not YAML"),
        ("language: zh", "language: !!timestamp x", "course.yml", "this is not YAML"),
    ],
)
def test_a_mistake_is_named_with_its_line_and_key(before, after, place, says):
    assert GOOD.count(before) == 1
    with pytest.raises(CourseError) as caught:
        parse_course(GOOD.replace(before, after).encode())
    assert caught.value.where.endswith(place)
    assert says in caught.value.what
    assert caught.value.next_step


@pytest.mark.parametrize("gone", ["title", "assignments"])
def test_what_is_missing_is_named(gone):
    mapping = {key: value for key, value in yaml.safe_load(GOOD).items() if key != gone}
    with pytest.raises(CourseError, match=f"missing required field `{gone}`"):
        parse_course(yaml.safe_dump(mapping).encode())


@pytest.mark.parametrize(
    "raw", [b"", b"3", b"[]", b"null", b"title: x\nassignments: []", b"\xff\xfe\0", b"\0", b"a: b\n---\nc: d"]
)
def test_what_is_no_course_is_refused(raw):
    with pytest.raises(CourseError):
        parse_course(raw)


def refuse_all_but_courses(raw):
    try:
        found = parse_course(raw)
    except CourseError as error:
        assert error.where.startswith("course.yml")  # noqa: PT017 (most texts are courses of no kind)
        return
    assert isinstance(found, Course)


pieces = st.sampled_from(
    """title assignments name limits imports late x 1 1.5 .nan .inf yes ~ '' "a" 2026-01-01 !!int !!float !!bool
    !!timestamp !!binary !!set !!omap !!pairs !!python/name:os &a *a << ? : - , [ ] { } | > # % --- ... \\t""".split()
) | st.text(max_size=4)
texts = st.lists(pieces | st.sampled_from(["\n", "\n  ", " ", ": ", "\n- ", "\r\n"]), max_size=15).map(
    "".join
)


@given(texts)
@example("x: &a [*a]")
@example("? [a]\n: 1")
@example("<<: 3")
@example("!!int : 1")
@example("a: !!int _")
@example("a: 0o9")
@example("a: !!binary ?")
@example("a: 2026-13-45")
@example("[" * 1000)
def test_any_text_is_a_course_or_a_course_error(text):
    refuse_all_but_courses(text.encode("utf-8", "surrogatepass"))
    refuse_all_but_courses(f"title: x\nassignments: [name: a]\n{text}".encode("utf-8", "surrogatepass"))


@given(st.binary(max_size=60))
def test_any_bytes_are_a_course_or_a_course_error(raw):
    refuse_all_but_courses(raw)


@given(st.sampled_from(sorted(yaml.safe_load(GOOD))), st.recursive(st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.dates(), lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text() | st.integers(), inner, max_size=3), max_leaves=5))  # fmt: skip
def test_any_value_of_a_key_is_a_course_or_a_course_error(key, value):
    mapping = yaml.safe_load(GOOD) | {key: value}
    refuse_all_but_courses(yaml.safe_dump(mapping, allow_unicode=True).encode("utf-8", "surrogatepass"))


def test_an_assignment_that_is_not_there_is_told_with_those_that_are():
    with pytest.raises(CourseError, match="use one of: activations, network"):
        parse_course(GOOD.encode()).assignment("nothing")


@pytest.mark.parametrize(
    ("there", "what", "next_step"),
    [
        (
            ["problem1", "problem2"],
            "activations has 2 notebooks, problem1, problem2",
            "make each an assignment",
        ),
        (["ps1"], "the notebook of activations is called source/activations/ps1.ipynb", "rename it to"),
    ],
)
def test_notebooks_of_other_names_are_named_with_what_to_do(tmp_path, there, what, next_step):
    (tmp_path / "course.yml").write_text(GOOD)
    (tmp_path / "source/activations").mkdir(parents=True)
    for name in there:
        (tmp_path / f"source/activations/{name}.ipynb").touch()
    with pytest.raises(CourseError) as refused:
        load_course(tmp_path)
    assert "line 10, assignments" in refused.value.where
    assert what in str(refused.value.what)
    assert next_step in str(refused.value.next_step)


def test_a_course_without_its_notebooks_is_refused(tmp_path):
    with pytest.raises(CourseError, match="cannot be read"):
        load_course(tmp_path)
    (tmp_path / "course.yml").write_text(GOOD)
    with pytest.raises(CourseError, match="line 10, assignments: activations has no notebook"):
        load_course(tmp_path)
    for name in ("activations", "network"):
        file = Places(tmp_path).source(name)
        file.parent.mkdir(parents=True)
        file.touch()
    found, places = load_course(tmp_path)
    assert len(found.assignments) == 2
    assert places.root == tmp_path.resolve()


@given(st.lists(st.binary(max_size=4), max_size=4), st.lists(st.binary(max_size=4), max_size=4))
def test_two_lists_of_bytes_have_one_digest_only_if_they_are_one(one, two):
    assert (digest(*one) == digest(*two)) == (one == two)
