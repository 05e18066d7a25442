"""A course begins in an empty folder, in any language of the kit's, and everything works in it at once."""

import json
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner

from autograder.authoring import init
from autograder.cli import cli
from autograder.course import load_course
from autograder.errors import CourseError
from autograder.versions import fits

ROOT = Path(__file__).parents[3]
CHINESE = re.compile("[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]")
GIVEN = ("--title", "Statistics", "--language", "en")


def command(root, *arguments, **more):
    return CliRunner().invoke(cli, [*arguments, "--course", str(root)], **more)


def begun(root, *arguments):
    made = command(root, "init", *(arguments or GIVEN))
    assert made.exit_code == 0, made.output
    return root


def files_of(root):
    return {
        path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()
    }


def in_chinese(files):
    """The names of the files with a Chinese letter in their text."""
    return {name for name, raw in files.items() if CHINESE.search(raw.decode("utf-8", "ignore"))}


def hand_in_the_source(root, student="ada"):
    file = root / "var/submitted" / student / "first_steps/first_steps.ipynb"
    file.parent.mkdir(parents=True)
    file.write_bytes((root / "source/first_steps/first_steps.ipynb").read_bytes())


def test_two_commands_after_init_there_is_a_table_with_full_marks(tmp_path):
    root = begun(tmp_path / "my first course")
    hand_in_the_source(root)
    graded = command(root, "grade", "first_steps", "--allow-weak-sandbox")
    assert graded.exit_code == 0, graded.output
    assert re.search(r"ada +│ graded │ +20 │ +\? │ 20 \+ \? / 25", graded.output)
    assert command(root, "build", "--check").exit_code == 0


def test_plain_pytest_judges_the_reference_with_what_init_wrote(tmp_path):
    root = begun(tmp_path / "my first course")
    ran = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "no:xdist"],
        cwd=root,
        capture_output=True,
        text=True,
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert "7 passed" in ran.stdout  # suites and visible checks, though their files have one name


@pytest.mark.full
@pytest.mark.parametrize("spoken", [("en",), ("zh",), ("en", "zh")], ids="+".join)
def test_the_first_assignment_passes_the_audit_in_every_choice_of_languages(tmp_path, spoken):
    chosen = [word for language in spoken for word in ("--language", language)]
    root = begun(tmp_path / "course", "--title", "T", *chosen)
    proved = command(root, "audit")
    assert proved.exit_code == 0, proved.output


@pytest.mark.full
def test_a_course_in_english_has_no_word_of_chinese_in_anything_it_makes(tmp_path, wheel):
    root = begun(tmp_path / "course")
    hand_in_the_source(root)
    for arguments in (
        ("grade", "first_steps", "--allow-weak-sandbox"),
        ("feedback", "first_steps"),
        ("report", "first_steps"),
        ("bundle", "--wheel", str(wheel)),
    ):
        ran = command(root, *arguments)
        assert ran.exit_code == 0, ran.output
        assert not CHINESE.search(ran.output)
    (packed,) = (root / "dist").glob("*.zip")
    with zipfile.ZipFile(packed) as opened:
        inside = {name: opened.read(name) for name in opened.namelist()}
    assert {name.split("/")[0] for name in inside} == {"README.md", "en", wheel.name, "requirements.txt"}
    pages = [name for name in files_of(root) if name.endswith(".html")]
    assert len(pages) == 2
    texts = files_of(root) | {f"zip/{name}": raw for name, raw in inside.items() if name != wheel.name}
    assert (
        in_chinese({name: raw for name, raw in texts.items() if not name.endswith((".zip", ".db"))}) == set()
    )


def test_a_course_in_chinese_alone_says_everything_to_its_readers_in_chinese(tmp_path, wheel):
    root = begun(tmp_path / "course", "--title", "统计学", "--language", "zh")
    read_me = (root / "README.md").read_text(encoding="utf-8")
    prose = [part for part in read_me.split("\n\n") if not part.startswith("    ")]
    assert all(CHINESE.search(part) for part in prose)
    cells = json.loads((root / "release/first_steps/first_steps.ipynb").read_bytes())["cells"]
    assert all(CHINESE.search("".join(cell["source"])) for cell in cells if cell["id"].startswith("title"))
    assert command(root, "bundle", "--wheel", str(wheel)).exit_code == 0
    (packed,) = (root / "dist").glob("*.zip")
    with zipfile.ZipFile(packed) as opened:
        assert {"README.zh.md", "zh/first_steps/first_steps.ipynb"} <= {*opened.namelist()}
        assert not [name for name in opened.namelist() if name.startswith("en/")]


@pytest.mark.parametrize(
    ("title", "kept"),
    [
        ("It's \"stats\": #1 - {a} [b] & 'c' \\ %TAG $x {title}", None),
        ("数据 📊 démo", None),
        ("two\nlines\tand a tab", "two lines and a tab"),
        ("a\x1b[31m red\u202e one\x85x", "a\ufffd[31m red\ufffd one x"),
        ("x" * 500, "x" * 200 + " …"),
    ],
    ids=["signs", "letters", "lines", "controls", "long"],
)
def test_a_title_of_any_letters_is_read_back_as_it_is_on_one_line(tmp_path, title, kept):
    init.init(tmp_path, title, ("en",), "first", "f")
    course, _ = load_course(tmp_path)
    assert course.title == (title if kept is None else kept)
    assert (tmp_path / "README.md").read_text(encoding="utf-8").startswith(f"# {course.title}\n\n")


def test_its_course_yml_names_the_languages_in_their_order_and_this_kit(tmp_path):
    init.init(tmp_path, "T", ("zh", "en", "zh"), "yes", "f")
    written = yaml.safe_load((tmp_path / "course.yml").read_bytes())
    assert (written["language"], written["languages"]) == ("zh", ["zh", "en"])
    assert written["assignments"] == [{"name": "yes"}]
    assert fits(written["kit"])
    assert not fits(written["kit"], "9.0.0")


def test_title_and_languages_are_asked_for_where_nobody_gave_them(tmp_path):
    root = tmp_path / "algebra"
    made = command(root, "init", input="\nzh, en\n")
    assert made.exit_code == 0, made.output
    course, _ = load_course(root)
    assert (course.title, course.languages) == ("algebra", ("zh", "en"))


def test_without_a_keyboard_the_missing_option_is_named(tmp_path):
    made = command(tmp_path, "init", "--title", "T", input="")
    assert made.exit_code == 2
    assert "give --language" in made.output
    assert files_of(tmp_path) == {}


@pytest.mark.parametrize(
    ("there", "says"),
    [
        ("notes.txt", "here is notes.txt"),
        ("source/old/old.ipynb", "here is source"),
        (".gitignore", "here is .gitignore"),
        ("course.yml", "this is a course already"),
    ],
)
def test_a_folder_with_files_is_refused_and_left_as_it_is(tmp_path, there, says):
    (tmp_path / there).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / there).write_text("mine", encoding="utf-8")
    made = command(tmp_path, "init", *GIVEN)
    assert made.exit_code == 3
    assert says in made.output
    assert "next: " in made.output
    assert files_of(tmp_path) == {there: b"mine"}


def test_git_and_an_environment_may_be_there_before_the_course(tmp_path):
    for there in (".git/HEAD", ".venv/pyvenv.cfg", "tools/pyvenv.cfg"):
        (tmp_path / there).parent.mkdir()
        (tmp_path / there).write_text("", encoding="utf-8")
    begun(tmp_path)


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("--title", "T", "--language", "fr"), "next: give one of en, zh"),
        (("--title", " \n ", "--language", "en"), "the title: it is empty"),
        ((*GIVEN, "--assignment", "my-loss"), "this cannot name an assignment"),
        ((*GIVEN, "--function", "lambda"), "uses this name itself"),
    ],
)
def test_what_will_not_do_is_refused_before_anything_is_written(tmp_path, arguments, says):
    made = command(tmp_path / "course", "init", *arguments)
    assert made.exit_code == 3
    assert says in made.output
    assert not (tmp_path / "course").exists()


def test_a_disk_that_takes_no_more_leaves_the_folder_empty_for_the_next_try(tmp_path):
    typed = f'ulimit -f 4; exec "{sys.executable}" -m autograder.cli init --title T --language en'
    ran = subprocess.run(["bash", "-c", typed], cwd=tmp_path, capture_output=True, text=True)
    assert ran.returncode == 3, ran.stdout + ran.stderr
    assert "first_steps.ipynb: cannot be written" in ran.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_new_assignment_where_no_course_is_says_how_one_begins(tmp_path):
    made = command(tmp_path, "new", "topic")
    assert made.exit_code == 3
    assert "a course begins with `autograder init`" in made.output


@pytest.mark.parametrize("name", ["conftest.py", "nbgrader_config.py"])
def test_the_settings_that_it_writes_are_those_of_our_own_course(name):
    made = init.course_files("T", ("en",), "first", "f")
    assert made[name].decode() == (ROOT / name).read_text(encoding="utf-8")


def test_an_unknown_language_is_an_error_of_the_courses():
    with pytest.raises(CourseError, match="your own text may be in any language"):
        init.course_files("T", ("en", "xx"), "first", "f")
