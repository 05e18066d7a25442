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

from autograder.classroom import grade, jobs
from autograder.lms import export
from autograder.pages import class_feedback, class_report
from autograder.submissions.submitted_files import unnameable

NAMES = arena.wanted()
ACTIVE = {
    "script",
    "iframe",
    "object",
    "embed",
    "form",
    "base",
    "applet",
    "frame",
    "link",
    "svg",
    "math",
    "portal",
}
# Folders as a file manager, an LMS's zip or a joker names them.
FOLDERS = [
    b"<script>alert(1)</script>".replace(b"/", b""),
    b"<img src=x onerror=alert(1)>",
    b"[bold red]rich[link=x]",
    b"=cmd|' C calc'!A0",
    b"-rf",
    b"...",
    b"{{ 7 * 7 }} %s {0}",
    "李雷".encode(),
    b"a quote ' and \" another",
]
UNPRINTABLE = [b"\x1b[31mred\x1b]0;title\x07", b"new\nline", "right\u202eleft".encode(), b"\xff\xfe"]


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
            if address.startswith(("javascript:", "vbscript:", "data:text")) or (
                tag != "a" and address.startswith(("//", "http:"))  # a link waits to be followed
            ):
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
            assert not any(
                unicodedata.category(char) == "Cc" for char in output.get("text", "") if char not in "\n\t"
            )


@pytest.mark.parametrize("attack", [name for name in NAMES if name.startswith("text_")])
def test_what_formgrader_shows_is_inert(graded, attack):
    """Formgrader's own template, which renders Markdown unescaped and brings scripts of its own."""
    pytest.importorskip("nbgrader")
    from nbconvert import HTMLExporter
    from nbgrader.server_extensions.formgrader import handlers

    exporter = HTMLExporter(template_name="formgrade", extra_template_basedirs=[handlers.template_path])
    resources = {
        "base_url": "",
        "index": 0,
        "total": 1,
        "notebook_id": "n",
        "assignment_id": "a",
        "submission_id": "s",
    }

    def found(text):
        return Page(exporter.from_notebook_node(nbformat.reads(text, 4), dict(resources))[0]).found

    assert found(graded.notebook(attack)) == found(graded.notebook(arena.QUIET))


def test_the_terminal_is_not_driven(graded):
    """No escape sequence but Rich's colours, nothing that turns text round."""
    text = re.sub(r"\x1b\[[0-9;]*m", "", graded.terminal)
    assert not [char for char in text if unicodedata.category(char)[0] == "C" and char != "\n"]


@pytest.fixture(scope="module")
def named():
    """A course whose students' folders have hostile names, graded at the machine's best tier."""
    root = arena.make_course([])
    for name in FOLDERS:
        folder = os.path.join(os.fsencode(root), b"var/submitted", name, arena.ASSIGNMENT.encode())
        os.makedirs(folder)
        with open(os.path.join(folder, f"{arena.ASSIGNMENT}.ipynb".encode()), "wb") as file:
            file.write(arena.honest())
    job = jobs.prepare(root, arena.ASSIGNMENT, allow_weak=True)
    reports = grade.grade(job)
    written = class_feedback.write_feedback(root, arena.ASSIGNMENT)
    return job, reports, written


def test_whoever_has_a_hostile_name_is_graded_like_anybody(named):
    _, reports, written = named
    assert {one.student for one in reports} >= {os.fsdecode(name) for name in FOLDERS}
    assert {one.score for one in reports} == {20.0}
    assert len(written) == len(reports)


def test_hostile_names_are_inert_on_pages_and_in_the_terminal(named):
    job, reports, written = named
    for page in written:
        assert not Page(page.read_text()).found
    text = re.sub(r"\x1b\[[0-9;]*m", "", arena.shown(job, reports))
    assert not [char for char in text if unicodedata.category(char)[0] == "C" and char != "\n"]
    assert "[bold red]rich[link=x]" in text.replace("\n", "")


def acting(page):
    """What could act in a page of ours that draws its own plots."""
    return [found for found in Page(page).found if found != "svg"]


def run_by_a_spreadsheet(raw):
    """The cells that a spreadsheet takes for formulas, whichever sign it cuts a line at."""
    lines = raw.decode("utf-8-sig").splitlines()
    cells = [cell for line in lines for sign in ",;\t" for cell in line.split(sign)]
    return [cell for cell in cells if re.match(r"[\s\"]*[=+\-@＝＋－＠]\s*[^\s\"]", cell)]


@pytest.mark.parametrize("to", ["csv", "canvas", "gradescope"])
def test_hostile_names_are_inert_in_exports(named, to):
    job, reports, _ = named
    file, found = export.write_export(job.places.root, job.name, to, None, "", None)
    assert not run_by_a_spreadsheet(file.read_bytes())
    assert any("=cmd" in line for line in found.notes)  # and it is said who
    assert (to == "canvas") or found.rows == len(reports)


def test_hostile_names_and_hostile_code_are_inert_in_the_class_report(named, graded):
    for root in (named[0].places.root, graded.root):
        page, _ = class_report.write_report(root, arena.ASSIGNMENT, False)
        whole = page.html.read_text()
        assert not acting(whole)
        assert not [char for char in whole if unicodedata.category(char)[0] == "C" and char != "\n"]
        assert not run_by_a_spreadsheet(page.csv.read_bytes())


@pytest.mark.parametrize("name", UNPRINTABLE, ids=ascii)
def test_a_name_that_no_student_has_is_told_without_printing_it(name):
    root = arena.make_course([])
    os.makedirs(os.path.join(os.fsencode(root), b"var/submitted", name, arena.ASSIGNMENT.encode()))
    job = jobs.prepare(root, arena.ASSIGNMENT, allow_weak=True)
    assert [one.student for one in grade.grade(job)] == ["aaa_graded_alone"]  # the course's own
    (told,) = unnameable(job.places, arena.ASSIGNMENT)
    assert told.isascii()
    assert told.isprintable()


def test_the_summary_says_the_tier(graded):
    assert f"sandbox {graded.tier}" in graded.terminal
