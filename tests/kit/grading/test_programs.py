"""An author's programs are read from a file, or by name from a table of them."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from autograder.errors import CourseError
from autograder.grading.programs import read_program, read_programs, read_variants

ROOT = Path(__file__).parents[3]
TABLES = [
    *(ROOT / "tests/course").glob("[buv]*/*.yml"),
    *(ROOT / "tests/course").glob("examples/*/*.yml"),
    *(ROOT / "tests/attacks").rglob("*.yml"),
    *(ROOT / "tests/suites").rglob("misconceptions.yml"),
]
TABLE = """\
one_line: |
  def f(x): return x

no_minus:
  wrong: |
    def f(x): return -x  # wrong
  hint: look again
"""


BY_FUNCTION = """\
f:
  one_line: |
    def f(x): return x

g:
  no_minus:
    wrong: |
      def g(x): return -x  # wrong
"""


@pytest.fixture
def table(tmp_path):
    file = tmp_path / "f.yml"
    file.write_text(TABLE, encoding="utf-8")
    return file


def test_a_table_has_a_program_for_each_name(table):
    right, wrong = "def f(x): return x\n", "def f(x): return -x  # wrong\n"
    assert read_programs(table) == {"one_line": right, "no_minus": wrong}


def test_variants_are_by_function_and_none_where_there_is_no_file(table):
    table.write_text(BY_FUNCTION, encoding="utf-8")
    right, wrong = "def f(x): return x\n", "def g(x): return -x  # wrong\n"
    assert read_variants(table) == {("f", "one_line"): right, ("g", "no_minus"): wrong}
    assert read_variants(table.with_name("other.yml")) == {}


@pytest.mark.parametrize(("text", "name"), [(TABLE, "one_line"), (BY_FUNCTION, "f::one_line")])
def test_one_program_of_a_table_is_read_by_its_name(table, text, name):
    table.write_text(text, encoding="utf-8")
    assert read_program(f"{table}::{name}") == b"def f(x): return x\n"


def test_a_python_file_is_read_as_it_is(tmp_path):
    (tmp_path / "mine.py").write_bytes(b"x = 1\r\n")
    assert read_program(str(tmp_path / "mine.py")) == b"x = 1\r\n"


@pytest.mark.parametrize(
    ("name", "what"),
    [
        ("f.yml::one_lin", "there is no program 'one_lin'\n  next: .*one_line, no_minus"),
        ("f.yml", "the name of a program is missing\n  next: .*one_line, no_minus"),
        ("g.yml::one_line", "there is no such file\n  next: give a .py file, or FILE.yml::NAME"),
    ],
)
def test_what_is_not_there_is_told_with_what_is(table, name, what):
    with pytest.raises(CourseError, match=what):
        read_program(str(table.parent / name))


def test_a_name_without_its_function_is_told_with_both(table):
    table.write_text(BY_FUNCTION, encoding="utf-8")
    with pytest.raises(
        CourseError, match=r"there is no program 'one_line'\n  next: .*f::one_line, g::no_minus"
    ):
        read_program(f"{table}::one_line")


@pytest.mark.parametrize("text", ["- a list\n", "name:\n", "name: {right: x}\n", "name: |\nx\n", "\tx: 1"])
def test_a_file_that_is_no_table_of_programs_is_refused(table, text):
    table.write_text(text, encoding="utf-8")
    with pytest.raises(CourseError, match=re.escape(str(table))):
        read_programs(table)


def test_pytest_says_in_one_line_that_a_name_is_unknown(table):
    suite = "tests/suites/activations/test_sigmoid.py"
    ran = subprocess.run(
        [sys.executable, "-m", "pytest", suite, "--submission", f"{table}::nothing"],
        cwd=ROOT, capture_output=True, text=True,
    )  # fmt: skip
    assert ran.returncode == pytest.ExitCode.USAGE_ERROR
    assert ran.stderr.startswith(f"ERROR: {table}: there is no program 'nothing'\n  next: write")


@pytest.mark.parametrize("file", TABLES, ids=lambda file: file.relative_to(ROOT).as_posix())
def test_no_table_of_the_course_has_a_name_twice(file):
    """YAML would take the last one, and say nothing."""
    waiting = [yaml.compose(file.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)]
    while waiting:
        node = waiting.pop()
        names = [key.value for key, _ in node.value]
        assert len(names) == len(set(names)), names
        waiting += [value for _, value in node.value if isinstance(value, yaml.MappingNode)]
