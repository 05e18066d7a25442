"""A student's text reaches people: on pages, in notebooks, in the terminal. It may say anything and does nothing."""

import html.parser
import json
import os
import re
import unicodedata

import arena
import hand_ins
import nbformat
import pytest
from traitlets.config import Config

from autograder import feedback, grade
from autograder.report import clean

NAMES = sorted(arena.attacks())
ACTIVE = {"script", "iframe", "object", "embed", "form", "base", "applet", "frame", "link", "svg", "math", "portal"}
# Folders as a file manager, an LMS's zip or a joker names them.
FOLDERS = [
    b"<script>alert(1)</script>".replace(b"/", b""),
    b"<img src=x onerror=alert(1)>",
    b"[bold red]rich[link=x]",
    b"\x1b[31mred\x1b]0;title\x07",
    b"new\nline",
    b"=cmd|' C calc'!A0",
    b"-rf",
    b"...",
    b"{{ 7 * 7 }} %s {0}",
    "right\u202eleft".encode(),
    "李雷".encode(),
    b"a quote ' and \" another",
]


class Page(html.parser.HTMLParser):
    """Collects what could act in a browser."""

    def __init__(self, text):
        super().__init__()
        self.found = []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        if tag in ACTIVE:
            self.found.append(tag)
        for name, value in attrs:
            address = re.sub(r"[\s\x00-\x20]", "", value or "").lower()
            if name.startswith("on") or name in ("srcdoc", "formaction", "ping"):
                self.found.append(f"{tag} {name}")
            if address.startswith(("javascript:", "vbscript:", "data:text", "//", "http:")):
                self.found.append(f"{tag} {name}={value}")
        if tag == "meta" and dict(attrs).get("http-equiv", "").lower() == "refresh":
            self.found.append("meta refresh")


@pytest.mark.parametrize("attack", NAMES)
def test_the_page_is_inert(graded, attack):
    assert not Page(graded.page(attack)).found


@pytest.mark.parametrize("attack", NAMES)
def test_the_autograded_notebook_is_ours_but_for_the_text_of_its_cells(graded, attack):
    whole = json.loads(graded.notebook(attack))
    nbformat.validate(nbformat.from_dict(whole))
    release = hand_ins.released(arena.ASSIGNMENT)
    own = {cell["id"]: cell for cell in release["cells"]}
    kernel = {key: value for key, value in release["metadata"].items() if key != "autograder"}
    assert whole["metadata"] == kernel
    for cell in whole["cells"]:
        assert "attachments" not in cell
        assert cell["metadata"] == own.get(cell["id"], {"metadata": {}})["metadata"]
        for output in cell.get("outputs", []):
            assert output["output_type"] in ("stream", "display_data", "execute_result")
            assert set(output.get("data", {})) <= {"text/plain", "text/markdown"}
            assert not any(unicodedata.category(char) == "Cc" for char in output.get("text", "") if char not in "\n\t")


def test_what_formgrader_shows_is_inert(graded):
    """With the course's own nbgrader_config.py, as formgrader reads it."""
    nbconvert = pytest.importorskip("nbconvert")
    config = Config()
    text = (hand_ins.ROOT / "nbgrader_config.py").read_text()
    exec(text, {"get_config": lambda: config, "__file__": str(hand_ins.ROOT / "nbgrader_config.py")})
    exporter = nbconvert.HTMLExporter(config=config, template_name="basic")
    for attack in ("text_hostile_sources", "text_hostile_outputs", "text_hostile_metadata"):
        shown, _ = exporter.from_notebook_node(nbformat.reads(graded.notebook(attack), 4))
        assert not Page(shown).found


def test_the_terminal_is_not_driven(graded):
    """No escape sequence but Rich's colours, nothing that turns text round."""
    text = re.sub(r"\x1b\[[0-9;]*m", "", graded.terminal)
    assert not [char for char in text if unicodedata.category(char)[0] == "C" and char != "\n"]


@pytest.fixture(scope="module")
def named():
    """A course whose students' folders have hostile names, graded at the machine's best tier."""
    root = arena.make_course({})
    for name in FOLDERS:
        folder = os.path.join(os.fsencode(root), b"var/submitted", name, arena.ASSIGNMENT.encode())
        os.makedirs(folder)
        with open(os.path.join(folder, f"{arena.ASSIGNMENT}.ipynb".encode()), "wb") as file:
            file.write(arena.honest())
    job = grade.prepare(root, arena.ASSIGNMENT, allow_weak=True)
    reports = grade.grade(job)
    pages = grade.write_feedback(root, arena.ASSIGNMENT)
    return job, reports, pages


def test_whoever_has_a_hostile_name_is_graded_like_anybody(named):
    _, reports, pages = named
    assert {one.student for one in reports} >= {os.fsdecode(name) for name in FOLDERS}
    assert {one.score for one in reports} == {20.0}
    assert len(pages) == len(reports)


def test_hostile_names_are_inert_on_pages_and_in_the_terminal(named):
    job, reports, pages = named
    for page in pages:
        assert not Page(page.read_text()).found
    text = re.sub(r"\x1b\[[0-9;]*m", "", arena.shown(job, reports))
    assert not [char for char in text if unicodedata.category(char)[0] == "C" and char != "\n"]
    assert "[bold red]rich[link=x]" in text.replace("\n", "")
    assert clean("\x1b[31m") not in ("\x1b[31m", "")


def test_a_name_that_is_no_text_stops_nobody_else(tmp_path):
    """A folder's name may be any bytes; the others are graded, and this one is told."""
    root = arena.make_course({})
    folder = os.path.join(os.fsencode(root), b"var/submitted", b"\xff\xfe", arena.ASSIGNMENT.encode())
    os.makedirs(folder)
    with open(os.path.join(folder, b"activations.ipynb"), "wb") as file:
        file.write(arena.honest())
    reports = grade.grade(grade.prepare(root, arena.ASSIGNMENT, allow_weak=True))
    assert {one.score for one in reports if one.student == arena.QUIET} == {20.0}
    grade.write_feedback(root, arena.ASSIGNMENT)


def test_the_class_table_says_the_tier(graded):
    assert str(graded.tier) in graded.terminal
    assert feedback.WEAK_TIERS
