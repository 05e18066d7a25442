"""Changes are told in one sentence each, and a release collects them under the version's number."""

import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from autograder import __version__

ROOT = Path(__file__).parents[2]
KINDS = [
    one["directory"]
    for one in tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["towncrier"][
        "type"
    ]
]
FRAGMENTS = sorted(
    {*(ROOT / "changelog.d").iterdir()}
    - {ROOT / "changelog.d" / own for own in ("README.md", "template.jinja")}
)


def is_one_sentence_on_one_line(text):
    return re.fullmatch(r"[^\s].*[.!?]\n", text) is not None


@pytest.mark.parametrize("file", FRAGMENTS, ids=lambda file: file.name)
def test_a_fragment_has_a_known_kind_and_one_line(file):
    assert re.fullmatch(rf"[a-z0-9-]+\.({'|'.join(KINDS)})\.md", file.name), "see changelog.d/README.md"
    assert is_one_sentence_on_one_line(file.read_text(encoding="utf-8")), "see changelog.d/README.md"


@pytest.mark.parametrize(
    "text", ["", "\n", "No full stop\n", "Two.\nLines.\n", " Indented.\n", "No line end."]
)
def test_what_is_not_one_line_is_refused(text):
    assert not is_one_sentence_on_one_line(text)


def test_the_newest_section_of_the_changelog_is_this_version():
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert re.findall(r"^## (\S+)", text, re.M)[0] == __version__


def test_a_release_moves_each_fragment_into_the_changelog_and_deletes_its_file(tmp_path):
    for name in ("pyproject.toml", "CHANGELOG.md"):
        shutil.copy(ROOT / name, tmp_path / name)
    folder = tmp_path / "changelog.d"
    folder.mkdir()
    for name in ("README.md", "template.jinja"):
        shutil.copy(ROOT / "changelog.d" / name, folder / name)
    for name, text in {"17.fixed": "One.", "a.added": "Two.", "b.added": "Three `*` stars."}.items():
        (folder / f"{name}.md").write_text(f"{text}\n", encoding="utf-8")
    before = (tmp_path / "CHANGELOG.md").read_text(encoding="utf-8")
    ran = subprocess.run(
        [sys.executable, "-m", "towncrier", "build", "--yes", "--version", "9.9.9"],
        cwd=tmp_path, capture_output=True, encoding="utf-8",
    )  # fmt: skip
    assert ran.returncode == 0, ran.stdout + ran.stderr
    start, mark, earlier = before.partition("<!-- towncrier release notes start -->\n")
    section = """
## 9.9.9

### Added

- Two.
- Three `*` stars.

### Fixed

- One.
"""
    now = (tmp_path / "CHANGELOG.md").read_text(encoding="utf-8")
    assert now == f"{start}{mark}{section}{earlier}"
    assert sorted(path.name for path in folder.iterdir()) == ["README.md", "template.jinja"]
