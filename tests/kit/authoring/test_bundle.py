"""The students' zip: whole, in both languages, nothing hidden in it, and enough to begin with."""

import io
import json
import shutil
import subprocess
import zipfile
from datetime import UTC, datetime

import hand_ins
import made
import msgspec
import pytest
import yaml
from secret_lines import bare, given_code, telling

from autograder.authoring import bundle
from autograder.authoring.kit_wheel import read_wheel
from autograder.course import Assignment, load_course
from autograder.errors import AutograderError

ROOT = hand_ins.ROOT
NOW = datetime(2026, 12, 1, tzinfo=UTC)


@pytest.fixture(scope="module")
def whole(wheel):
    """The zip of the whole course, by name."""
    course, places = load_course(ROOT)
    with zipfile.ZipFile(
        io.BytesIO(bundle.bundle(course, places, read_wheel(wheel), now=NOW).zip())
    ) as opened:
        return {name.partition("/")[2]: opened.read(name) for name in opened.namelist()}


@pytest.mark.full
def test_it_holds_every_notebook_in_both_languages_and_how_to_begin(whole):
    course, _ = load_course(ROOT)
    for entry in course.assignments:
        for language in ("en", "zh"):
            notebook = json.loads(whole[f"{language}/{entry.name}/{entry.name}.ipynb"])
            assert notebook["metadata"]["autograder"]["language"] == language
            assert f"{language}/{entry.name}/checks/diagnosis.json" in whole
    assert "pip install -r requirements.txt" in whole["README.md"].decode()
    assert "解压" in whole["README.zh.md"].decode()
    assert b"\nscikit-learn==" in whole["requirements.txt"]
    assert {"students.md", "students.zh.md"} <= set(whole)
    assert all(name.isascii() for name in whole)


@pytest.mark.parametrize(
    ("version", "name", "says"),
    [
        ("1.0", "python-deep-learning-from-scratch-1.0", ("version 1.0 of the course", "1.0 版")),
        ("", "python-deep-learning-from-scratch", ()),
    ],
)
def test_the_zip_says_which_edition_of_the_course_it_is(wheel, version, name, says):
    course, places = load_course(ROOT)
    course = msgspec.structs.replace(course, version=version)
    assert bundle.slug(course) == name
    files = bundle.bundle(course, places, read_wheel(wheel), ["start"], now=NOW).files
    read_me = [files["README.md"].decode(), files["README.zh.md"].decode()]
    if says:
        assert all(one in text for one, text in zip(says, read_me, strict=True))
    else:
        assert not [text for text in read_me if "of the course." in text or "本课程的" in text]


def text_of(name, raw):
    """What a file says; of a notebook its code: prose may show a formula, and says so on purpose."""
    if not name.endswith(".ipynb"):
        return raw.decode("utf-8", "replace")
    return "\n".join(
        "".join(cell["source"]) for cell in json.loads(raw)["cells"] if cell["cell_type"] == "code"
    )


@pytest.mark.full
def test_no_hidden_test_no_reference_and_no_wrong_implementation_is_in_it(whole):
    public = {name: bare(text_of(name, raw)) for name, raw in whole.items() if not name.endswith(".whl")}
    with zipfile.ZipFile(
        io.BytesIO(next(raw for name, raw in whole.items() if name.endswith(".whl")))
    ) as opened:
        kit = [name for name in opened.namelist() if "/templates/new/" not in name]  # a suite to write over
        public |= {name: bare(opened.read(name).decode("utf-8", "replace")) for name in kit}
        assert not [name for name in opened.namelist() if "suites" in name or "solutions" in name]
    everything = "\n".join(public.values())
    course, _ = load_course(ROOT)
    # What an author put into a visible check, a probe or a given cell is public.
    visible = bare("".join(file.read_text(encoding="utf-8") for file in ROOT.glob("source/*/checks/*.py")))
    visible += bare("".join(given_code(file) for file in sorted(ROOT.glob("source/*/*.ipynb"))))
    found = 0
    for entry in course.assignments:
        own = "\n".join(
            text
            for name, text in public.items()
            if name.startswith((f"en/{entry.name}/", f"zh/{entry.name}/"))
        )
        for suite in sorted((ROOT / "tests/suites" / entry.name).glob("*.py")):
            for line in telling(suite.read_text(encoding="utf-8")):
                found += 1
                assert line in visible or line not in everything, (suite, line)
        table = yaml.safe_load(
            (ROOT / "tests/suites" / entry.name / "misconceptions.yml").read_text(encoding="utf-8")
        )
        wrong = [(name, each["wrong"]) for name, each in table.items()]
        answers, _ = hand_ins.pieces((ROOT / f"solutions/{entry.name}.py").read_text(encoding="utf-8"))
        stubs = hand_ins.named(hand_ins.released(entry.name))
        for name, text in (*wrong, *((name, text) for name, text in answers.items() if name in stubs)):
            for line in telling(text):
                found += 1
                as_json = json.dumps(line, ensure_ascii=False)[1:-1]
                assert line in visible or not (line in own or as_json in own), (name, line)
    assert found > 500  # it did look


def test_the_same_course_gives_the_same_bytes_in_one_folder_that_is_as_old_as_its_newest_source(wheel):
    course, places = load_course(ROOT)
    one, other = (
        bundle.bundle(course, places, read_wheel(wheel), ["start"], now=NOW).zip() for _ in range(2)
    )
    assert one == other
    with zipfile.ZipFile(io.BytesIO(one)) as opened:
        assert {entry.filename.split("/")[0] for entry in opened.infolist()} == {bundle.slug(course)}
        files = [
            ROOT / "course.yml",
            *(file for file in (ROOT / "source/start").rglob("*") if file.is_file()),
        ]
        made = datetime.fromtimestamp(max(file.stat().st_mtime for file in files), course.zone)
        assert {entry.date_time[:5] for entry in opened.infolist()} == {made.timetuple()[:5]}


@pytest.mark.parametrize(
    ("reveal", "due", "closes", "is_told", "is_left_out"),
    [
        ("warn", "2026-11-01 12:00", None, False, False),
        ("warn", "2026-12-24 12:00", None, True, False),
        ("warn", None, None, True, False),
        ("due", "2026-12-24 12:00", None, True, True),
        ("due", "2026-11-01 12:00", "2026-12-24 12:00", False, False),
        ("closes", "2026-11-01 12:00", "2026-12-24 12:00", True, True),
        ("closes", "2026-11-01 12:00", "2026-11-02 12:00", False, False),
        ("closes", "2026-11-01 12:00", None, False, False),
        ("due", None, None, True, True),
    ],
)  # fmt: skip
def test_what_shows_answers_of_an_assignment_that_is_not_over(
    wheel, reveal, due, closes, is_told, is_left_out
):
    course, places = load_course(ROOT)
    first, second = Assignment("start", due=due, closes=closes), Assignment("warm_up", reveals=("start",))
    course = msgspec.structs.replace(course, assignments=(first, second), reveal=reveal)
    made = bundle.bundle(course, places, read_wheel(wheel), languages=["en"], now=NOW)
    assert bool(made.warnings) is is_told
    assert (made.left_out == ("warm_up",)) is is_left_out
    assert ("en/warm_up/warm_up.ipynb" in made.files) is not is_left_out
    assert "en/start/start.ipynb" in made.files


def test_nothing_left_to_give_out_is_an_error(wheel):
    course, places = load_course(ROOT)
    entries = (Assignment("start"), Assignment("warm_up", reveals=("start",)))
    course = msgspec.structs.replace(course, assignments=entries, reveal="due")
    with pytest.raises(AutograderError, match="reveal"):
        bundle.bundle(course, places, read_wheel(wheel), ["warm_up"], now=NOW)


def test_make_bundle_is_what_the_makefile_says():
    make = shutil.which("make")
    if make is None:
        pytest.skip("no make here")
    said = subprocess.run([make, "-n", "bundle"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert "autograder bundle" in said
    assert "pip wheel" in said.replace("-m pip --quiet --disable-pip-version-check", "pip")


@pytest.mark.parametrize(
    ("given", "name"),
    [
        ([], "students.zip"),
        (["small", "--language", "zh"], "students-small-zh.zip"),
        (["--language", "en"], "students-en.zip"),
    ],
)
def test_the_zip_of_a_part_never_takes_the_whole_ones_place(tmp_path, wheel, given, name):
    root = made.built(tmp_path / "course")
    made.run(root, "bundle", "--wheel", wheel, *given)
    assert [file.name.rpartition("-students")[2] for file in (root / "dist").iterdir()] == [
        name.removeprefix("students")
    ]
