"""The pages that errors name are there wherever the kit is, down to the section."""

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

import autograder
from autograder.authoring import manual
from autograder.cli import cli
from autograder.errors import AutograderError

HOME = Path(autograder.__file__).parent
NAMED = re.compile(r"`autograder docs ([a-z.]+)(?: ('[^'\n]+'|[a-z.]+))?`")


def named():
    """What the package tells people to read: page and section, with the file that says so."""
    found = {}
    for file in sorted(HOME.rglob("*")):
        if file.suffix in (".py", ".txt", ".yml"):
            for page, section in NAMED.findall(file.read_text(encoding="utf-8")):
                found[f"{page} {section}".strip()] = (page, section.strip("'"), file.name)
    return found


@pytest.mark.parametrize("words", named())
def test_a_page_and_section_that_the_kit_names_is_there(words):
    page, section, _ = named()[words]
    assert manual.read_page(page, section)


def test_the_kit_never_names_a_page_as_a_file_that_a_wheel_lacks():
    said = [
        file.name
        for file in HOME.rglob("*.py")
        if re.search(r"docs/\w+\.md", file.read_text(encoding="utf-8"))
    ]
    assert said == ["manual.py"]
    assert len(named()) > 10


def test_a_section_ends_where_the_next_of_its_depth_begins():
    whole = manual.read_page("authors", "The notebook")
    assert whole.startswith("## The notebook\n")
    assert "### Readings" in whole
    assert "### END MARK SCHEME" in whole  # in a block of code, and so no heading
    assert "## Two languages" not in whole
    assert manual.read_page("authors", "the proof").startswith("## The proof: `autograder audit`\n")


def test_the_command_prints_a_page_a_section_or_what_there_is():
    def typed(*arguments):
        return CliRunner().invoke(cli, ["docs", *arguments])

    assert "\nauthors      For authors\n" in typed().output
    assert typed("upgrading").output.startswith("# Upgrading\n")
    assert typed("authors", "ideas.yml").output.startswith("## ideas.yml\n")


@pytest.mark.parametrize(
    ("page", "section", "says"), [("nope", "", "authors"), ("authors", "nope", "probes.py")]
)
def test_a_page_or_section_that_is_not_there_is_answered_with_those_that_are(page, section, says):
    with pytest.raises(AutograderError, match=says):
        manual.read_page(page, section)
