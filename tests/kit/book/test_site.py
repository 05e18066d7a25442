"""The site as a whole: nothing hidden is on it, and what has changed is on every page that shows it."""

from datetime import UTC, datetime
from html import escape

import hand_ins
import made
import pytest
from secret_lines import bare, given_code, telling

from autograder.authoring import leaks
from autograder.authoring.kit_wheel import Wheel
from autograder.authoring.source import read_source
from autograder.book import first_page, site
from autograder.course import load_course
from autograder.errors import SourceError

COURSE, PLACES = load_course(hand_ins.ROOT)
# Lines of the example in docs/authors.md that say nothing of a function: many a suite has them too.
IDIOMS = {"assert_array_equal(x,before)", "assert_allclose(got,want,rtol=1e-6,atol=1e-8)"}
NOW = datetime(2026, 12, 1, tzinfo=UTC)


def written(folder, page, code):
    file = folder / "site" / page
    file.parent.mkdir(parents=True)
    file.write_text(f"<p>text</p><pre><span>{escape(code)}</span></pre>", encoding="utf-8")
    return folder / "site"


@pytest.mark.parametrize("page", ["en/course/activations.html", "zh/docs/authors.html", "en/index.html"])
def test_a_line_of_an_answer_stops_the_build(tmp_path, page):
    line = next(iter(leaks.answer_lines(read_source(PLACES, "activations"))))
    place = written(tmp_path, page, f"x = 1\n{line}")
    with pytest.raises(SourceError, match=r"gives away an answer") as caught:
        site.refuse_leaks_in(COURSE, PLACES, ["activations"], place)
    assert page in str(caught.value)


def test_what_a_later_notebook_gives_is_no_secret_there(tmp_path):
    """`training` has the answer of `activations` in a given cell; on the page of `activations` it is one."""
    given = leaks.given_lines(read_source(PLACES, "training"))
    line = next(line for line in leaks.answer_lines(read_source(PLACES, "activations")) if line in given)
    site.refuse_leaks_in(
        COURSE, PLACES, ["activations", "training"], written(tmp_path / "a", "en/course/training.html", line)
    )
    with pytest.raises(SourceError, match="gives away"):
        site.refuse_leaks_in(
            COURSE,
            PLACES,
            ["activations", "training"],
            written(tmp_path / "b", "en/course/activations.html", line),
        )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("drawing: {}", "unknown field"),
        ("docs: [{title: {en: A}, pages: []}]", "length"),
        ("docs: [", "line|while parsing"),
    ],
)
def test_an_arrangement_that_cannot_be_read_is_named(tmp_path, text, said):
    _, places = load_course(made.course(tmp_path / "course"))
    places.book_texts.mkdir(parents=True)
    (places.book_texts / "book.yml").write_text(text, encoding="utf-8")
    with pytest.raises(SourceError, match=rf"docs/book/book.yml: (.|\n)*({said})"):
        first_page.read_arrangement(places)


def test_the_first_page_lists_what_course_yml_lists_in_its_order(tmp_path):
    _, places = load_course(made.course(tmp_path / "course"))
    contents = first_page.Contents(COURSE, places, COURSE.notebooks, {}, first_page.Arrangement(), "a.zip")
    made_of = first_page.first_page(contents, "zh")
    listed = [line for line in made_of["index.md"].decode().split("\n") if line.startswith("course/")]
    assert listed == [f"course/{name}" for name in COURSE.notebooks]


def test_a_page_that_is_arranged_and_not_there_is_named(tmp_path):
    group = first_page.DocGroup({"en": "For all"}, ("absent",))
    contents = first_page.Contents(COURSE, PLACES, [], {}, first_page.Arrangement(docs=(group,)), "a.zip")
    with pytest.raises(SourceError, match=r"docs/absent\.md"):
        first_page.first_page(contents, "en")


@pytest.fixture(scope="module")
def small(tmp_path_factory):
    """A course with one notebook, and its site."""
    root = made.course(tmp_path_factory.mktemp("site") / "course")
    (root / "docs").mkdir()
    (root / "docs/students.md").write_text("# For students\n\n## Begin\n\nText.\n", encoding="utf-8")
    wheel = Wheel("nn_course_kit-0-py3-none-any.whl", b"")
    course, places = load_course(root)

    def build():
        return site.build_site(course, places, wheel, root / "dist/book", NOW)

    return root, build, build()


@pytest.mark.full
@pytest.mark.filterwarnings("ignore")
def test_a_course_without_texts_of_its_own_has_a_site_too(small):
    _, _, built = small
    names = {file.relative_to(built.folder).as_posix() for file in built.folder.rglob("*.html")}
    pages = ("index", "search", "course/small", "docs/students")
    assert names == {
        "index.html",
        *(f"{language}/{page}.html" for language in ("en", "zh") for page in pages),
    }
    assert built.warnings == ()
    text = (built.folder / "en/course/small.html").read_text(encoding="utf-8")
    assert "NotImplementedError" in text
    assert "return 2 * x" not in text
    assert "a-small-course-students.zip" in text


@pytest.mark.full
@pytest.mark.filterwarnings("ignore")
def test_what_has_changed_is_on_every_page_that_shows_it_and_what_is_gone_is_gone(small):
    root, build, built = small
    page, other = (built.folder / f"en/{name}.html" for name in ("docs/students", "course/small"))
    before = other.stat().st_mtime_ns
    build()
    assert other.stat().st_mtime_ns == before
    (root / "docs/students.md").write_text("# Another title\n\n## Begin\n\nText.\n", encoding="utf-8")
    build()
    assert "Another title" in page.read_text(encoding="utf-8")
    assert "Another title" in other.read_text(encoding="utf-8")
    (root / "docs/students.md").unlink()
    (root / "docs/more.md").write_text("# More\n", encoding="utf-8")
    build()
    assert not page.exists()
    assert "Another title" not in other.read_text(encoding="utf-8")


def hidden_lines(name):
    """Lines of an assignment's hidden suites, and of its wrong implementations."""
    folder = PLACES.suites(name)
    for suite in sorted(folder.glob("*.py")):
        yield from telling(suite.read_text(encoding="utf-8"))


@pytest.mark.full
def test_no_line_of_a_hidden_test_is_made_into_a_page():
    from autograder.authoring import build
    from autograder.book.docs_page import docs_page, read_docs
    from autograder.book.notebook_page import notebook_page

    docs = read_docs(PLACES.root / "docs")
    visible = bare(
        "".join(file.read_text(encoding="utf-8") for file in PLACES.root.glob("source/*/checks/*.py"))
    )
    visible += bare("".join(given_code(file) for file in sorted(PLACES.root.glob("source/*/*.ipynb"))))
    found = 0
    public = bare("".join(docs_page(doc, "en", docs) for doc in docs.values()))
    for entry in COURSE.assignments:
        released = build.release_notebook(read_source(PLACES, entry.name), "en")
        page = bare(notebook_page(entry.name, released, {}, "en", "", {}).text)
        for line in hidden_lines(entry.name):
            found += 1
            assert line not in page or line in visible, (entry.name, line)
            assert line not in public or line in visible or line in IDIOMS, (entry.name, line)
    assert found > 500
