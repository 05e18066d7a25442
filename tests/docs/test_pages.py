"""Every command of README, CONTRIBUTING and docs/ runs, page by page, with what the page has installed."""

import os
import re
import resource
import shutil

import pytest
from console import PAGES, ROOT, blocks, commands
from replaced import TABLE, Instead

from autograder.sandbox import tiers

NAMED = {page.relative_to(ROOT).as_posix(): page for page in PAGES}
TYPED = {name: lines for name, page in NAMED.items() if (lines := commands(page))}
STUDENTS = ("docs/students.md", "docs/students.zh.md")
FOR_STUDENTS = (*STUDENTS, "docs/first_hour.md", "docs/first_hour.zh.md")
INSTALLS = re.compile("venv|pip install")
PROGRAM = re.compile(
    r"(\$ )?(\.venv/bin/|learn/bin/|grading/bin/|make [a-z-]+$|pip |python3? |git |ch(mod|grp|own) )"
)

weak = not tiers.probe().tier.holds(tiers.Tier.GOOD)


@pytest.mark.skipif(weak, reason="this machine's sandbox may not grade")
@pytest.mark.parametrize("name", [name for name in TYPED if name not in FOR_STUDENTS])
def test_a_teacher_types_what_the_page_says(name, course):
    if name == "README.md":  # it begins without a course
        course.folder = course.folder.parent / "new"
        course.folder.mkdir()
    for line in TYPED[name]:
        typed(course, name, line)


@pytest.mark.parametrize("name", FOR_STUDENTS)
def test_a_student_types_what_the_page_says(name, desk):
    install(desk, name)
    for line in TYPED[name]:
        if line.command not in desk.installed:
            typed(desk, name, line)


def install(desk, name=STUDENTS[0]):
    """Type the page's commands that install, unless the desk has had the same ones."""
    for line in TYPED[name]:
        if INSTALLS.search(line.command) and line.command not in desk.installed:
            typed(desk, name, line)
            desk.installed.add(line.command)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_zips_own_page_says_what_the_students_page_says(language, desk, zip_folder):
    """Its commands are indented, since few look at it as Markdown; Windows has its own."""
    page = zip_folder / {"en": "README.md", "zh": "README.zh.md"}[language]
    found = re.findall(r"^    (.+)$", page.read_text(encoding="utf-8"), re.M)
    *setting_up, pack = [line for line in found if "\\" not in line and not line.startswith("py ")]
    known = [line.command for line in TYPED[STUDENTS[language == "zh"]]]
    assert setting_up == known[:2]
    install(desk)
    desk.run(pack)


def test_colabs_cells_bring_the_checks_to_a_lone_notebook(desk, zip_folder, tmp_path):
    """Here the packages are there already; tests/kit/test_install.py installs the wheel alone."""
    english, chinese = (
        [lines for _, language, lines in blocks(NAMED[name]) if language == "ipython"] for name in STUDENTS
    )
    assert [[line.replace("/zh/", "/en/") for line in lines] for lines in chinese] == english
    folder = tmp_path / "packed" / zip_folder.name
    shutil.copytree(zip_folder / "en", folder / "en")
    shutil.copy(next(zip_folder.glob("*.whl")), folder)
    shutil.make_archive(str(tmp_path / "course 1.0"), "zip", tmp_path / "packed", zip_folder.name)
    (cells,) = english
    (tmp_path / "cells.ipy").write_text(
        "\n".join([*cells, "from autograder.check import check", "print(check())", ""])
    )
    install(desk)
    said = desk.run(f'(desk=$PWD; cd "{tmp_path}" && "$desk/learn/bin/ipython" cells.ipy)')
    assert "sigmoid: " in said


def typed(terminal, page, line):
    """Type one line of a page, or what the table has in its place."""
    how = TABLE.get(f"{page}: {line.command}") or TABLE.get(line.command) or Instead("as it is")
    command = line.command if how.run is None else how.run
    if not command or not there(how.needs):
        return
    place = f"{page}:{line.number}"
    before = processor_seconds()
    said = terminal.serve(command, how.ready) if how.ready else terminal.run(command, how.code)
    print(f"{processor_seconds() - before:5.1f} s of processor, {place}: {command}")
    plain = squeezed(said)
    lacking = [one for one in line.output if squeezed(one) not in plain]
    assert not lacking, f"{place}: {command}\ndoes not print\n" + "\n".join([*lacking, "but", said])


def processor_seconds():
    """What all commands that have ended took."""
    spent = resource.getrusage(resource.RUSAGE_CHILDREN)
    return spent.ru_utime + spent.ru_stime


def there(needed):
    """Whether the machine has what a command needs; CI demands a browser."""
    found = not needed or shutil.which(needed) is not None or needed in os.environ
    assert found or needed != "chromium" or "REQUIRE_BROWSER" not in os.environ, f"{needed} is missing"
    return found


def squeezed(text):
    """Text without blanks: a terminal's width decides on them."""
    return re.sub(r"\s", "", text)


def test_every_line_of_the_table_is_in_a_page_and_says_why():
    known = {
        name for page in TYPED for line in TYPED[page] for name in (line.command, f"{page}: {line.command}")
    }
    assert not TABLE.keys() - known
    assert all(how.why for how in TABLE.values())


@pytest.mark.parametrize("name", NAMED)
def test_commands_to_type_are_in_console_blocks(name):
    for number, language, lines in blocks(NAMED[name]):
        found = [line for line in lines if PROGRAM.match(line)]
        assert language == "console" or not found, f"{name}:{number}: {found}"


@pytest.mark.parametrize("name", NAMED)
def test_no_command_stands_in_an_indented_block(name):
    text = NAMED[name].read_text(encoding="utf-8")
    assert not re.findall(r"^    +(?:\$ |\.venv/bin/|learn/bin/|make [a-z]).*", text, re.M)
