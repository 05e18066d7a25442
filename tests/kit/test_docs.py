"""What the docs name is there; tests/docs/ runs their commands. `python tests/kit/test_docs.py` writes docs/cli.md anew."""

import re
import shlex
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import msgspec
import pytest

from autograder.cli import cli
from autograder.course import Assignment, Course, Late, Limits, Void

ROOT = Path(__file__).parents[2]
REFERENCE = ROOT / "docs" / "cli.md"
UNTRACKED = {".venv", "var", "dist", "node_modules"}
HEAD = """# Commands

Written from each command's `--help` by `python tests/kit/test_docs.py`; do not edit.
The command is `.venv/bin/autograder`, after `make setup`.

Exit code 0: done. 1: the work that was checked is wrong. 2: the command was written wrongly.
3: the kit could not do its work, or something waits for a person. 130: stopped with Ctrl-C.
"""


def pages() -> list[Path]:
    """Our own Markdown files."""
    found = (path for path in ROOT.rglob("*.md") if not path.relative_to(ROOT).parts[0].startswith("."))
    return sorted(path for path in found if not UNTRACKED & set(path.relative_to(ROOT).parts))


def help_of(command: click.Command, name: str) -> str:
    """What `--help` prints on a terminal of 80 columns."""
    return command.get_help(click.Context(command, info_name=name, terminal_width=80))


def command_reference() -> str:
    """docs/cli.md as it should be."""
    parts = [HEAD, f"```text\n{help_of(cli, 'autograder')}\n```\n"]
    for name, command in sorted(cli.commands.items()):
        parts.append(f"## {name}\n\n```text\n{help_of(command, f'autograder {name}')}\n```\n")
    return "\n".join(parts)


def shell_lines(page: Path) -> Iterator[str]:
    """What a page tells people to type: the `$` lines of its console blocks."""
    for block in re.findall(r"^ *```console\n(.*?)^ *```", page.read_text(encoding="utf-8"), re.M | re.S):
        yield from (line.lstrip()[2:] for line in block.splitlines() if line.lstrip().startswith("$ "))


def spoken_of(page: Path) -> Iterator[str]:
    """Commands of ours in the text: `make test`, `autograder build --check`."""
    text = page.read_text(encoding="utf-8")
    yield from re.findall(r"`((?:make|autograder|\.venv/bin/autograder) [a-z][^`\n]*)`", text)
    yield from shell_lines(page)


def targets() -> set[str]:
    """What `make` can make, by name."""
    declared = re.findall(r"^\.PHONY: (.*)$", (ROOT / "Makefile").read_text(encoding="utf-8"), re.M)
    return set(" ".join(declared).split())


def by_page(value: object) -> str:
    return value.relative_to(ROOT).as_posix() if isinstance(value, Path) else str(value)


@pytest.mark.parametrize("name", sorted(cli.commands))
def test_every_command_and_every_option_has_help(name):
    command = cli.commands[name]
    assert command.help
    for option in command.params:
        assert not isinstance(option, click.Option) or option.help, f"{name} {option.name}"


def test_the_command_reference_is_in_step():
    written = REFERENCE.read_text(encoding="utf-8")
    assert written == command_reference(), "run: python tests/kit/test_docs.py"


@pytest.mark.parametrize(
    ("part", "intro"),
    [
        (Course, "Only `title`"),
        (Assignment, "Of each entry of `assignments`"),
        (Limits, "Of `limits`"),
        (Late, "Of `late`"),
        (Void, "Of each entry of `void`"),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_every_key_of_course_yml_is_explained(part, intro):
    text = (ROOT / "docs" / "authors.md").read_text(encoding="utf-8")
    table = text.split(intro, 1)[1].split("\n\n", 2)[1]
    explained = re.findall(r"^\| `(\w+)` \|", table, re.M)
    assert explained == [field.encode_name for field in sorted_like(explained, msgspec.structs.fields(part))]


def sorted_like(names: list[str], fields: tuple[msgspec.structs.FieldInfo, ...]):
    """The fields in the page's order; one that the page does not name goes last, and so is seen."""
    own = {name: number for number, name in enumerate(names)}
    return sorted(fields, key=lambda field: own.get(field.encode_name, len(names)))


@pytest.mark.parametrize("page", pages(), ids=by_page)
def test_every_relative_link_leads_to_a_file(page):
    for target in re.findall(r"\]\(([^)\s]+)\)", page.read_text(encoding="utf-8")):
        path = target.partition("#")[0]
        if path and not re.match(r"[a-z]+:", path):
            assert (page.parent / path).exists(), target


def anchors(page: Path) -> set[str]:
    """What a link to a heading of this page may end in, made of its words as GitHub does it."""
    text = re.sub(r"^( *)```.*?^\1```$", "", page.read_text(encoding="utf-8"), flags=re.M | re.S)
    found: list[str] = []
    for heading in re.findall(r"^#{1,6} (.+)$", text, re.M):
        words = re.sub(r"[^\w\- ]", "", heading.strip().lower()).replace(" ", "-")
        found.append(f"{words}-{found.count(words)}" if words in found else words)
    return set(found)


@pytest.mark.parametrize("page", pages(), ids=by_page)
def test_every_link_to_a_heading_leads_to_one(page):
    for target in re.findall(r"\]\(([^)\s]+)\)", page.read_text(encoding="utf-8")):
        path, _, anchor = target.partition("#")
        there = page.parent / path if path else page
        if anchor and there.suffix == ".md" and not re.match(r"[a-z]+:", path):
            assert anchor in anchors(there) or anchor == "students-zip", f"{target}: {sorted(anchors(there))}"


@pytest.mark.parametrize("chinese", [page for page in pages() if page.name.endswith(".zh.md")], ids=by_page)
def test_a_page_in_two_languages_has_the_same_parts_in_the_same_order(chinese):
    english = chinese.with_name(chinese.name.replace(".zh.md", ".md"))
    outlines = []
    for page in (english, chinese):
        text = page.read_text(encoding="utf-8")
        parts = re.findall(r"^ *(#{1,6} |```\w+|\d+\. |- |\| |!\[)", text, re.M)
        outlines.append([part.strip() for part in parts])
    assert outlines[0] == outlines[1]


@pytest.mark.parametrize("page", pages(), ids=by_page)
def test_every_command_that_a_page_names_exists(page):
    for line in spoken_of(page):
        program, *rest = shlex.split(line.strip("()"))
        if program == "make":
            assert rest[-1] in targets(), line
        elif program in ("autograder", ".venv/bin/autograder"):
            name, *arguments = rest
            assert name in cli.commands, line
            known = {option for param in cli.commands[name].params for option in param.opts} | {"--help"}
            assert {one for one in arguments if one.startswith("-")} <= known, line
        elif program.startswith(".venv/bin/"):
            assert Path(sys.executable).with_name(Path(program).name).exists(), line


if __name__ == "__main__":
    REFERENCE.write_text(command_reference(), encoding="utf-8")
    print(f"wrote {REFERENCE.relative_to(ROOT)}")
